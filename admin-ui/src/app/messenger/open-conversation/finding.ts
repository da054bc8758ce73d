import { Injectable, signal } from '@angular/core';

/** Searching in the conversation that is open: what its keys, its bar and its log say to each other. */
@Injectable()
export class Finding {
  /** Somebody began to search here: where they were is where they come back to. */
  readonly isHere = signal(false);
  /** How often the field was asked for. */
  readonly asked = signal(0);
  /** The message to be seen, while the focus stays where it is. */
  readonly seenSeq = signal<number | undefined>(undefined);
  private leave: (() => void) | undefined;

  /** The field of the bar, which may have to come first. */
  ask(): void {
    if (!this.leave) this.isHere.set(true);
    this.asked.update((count) => count + 1);
  }

  /** As long as the bar is there: what leads out of the results. */
  leadOutBy(leave: (() => void) | undefined): void {
    this.leave = leave;
  }

  /** Out of the results; false where nothing was searched. */
  leaveHits(): boolean {
    const { leave } = this;
    leave?.();
    return leave !== undefined;
  }
}
