import { computed, Injectable, signal } from '@angular/core';

/** What a toast says and offers. */
export interface ToastContent {
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
  readonly kind?: 'plain' | 'error';
  /** Until somebody answers it. */
  readonly stays?: boolean;
  /** What it offers ends then: the toast goes, whoever looks at it. Left out: after 8 s in which nobody does. */
  readonly endsAfterMs?: number;
}

/** A toast that is on the screen. */
export interface Toast extends ToastContent {
  readonly id: number;
  /** How often the same was said. */
  readonly times: number;
  /** When it goes, whoever looks at it. */
  readonly endsAt?: number;
}

/** How long a toast stays when nobody looks at it. */
const LIFETIME_MS = 8_000;
const MOST_AT_ONCE = 3;

/** Short news at the edge of the screen: at most three, gone after 8 s unless held, errors only when closed. */
@Injectable({ providedIn: 'root' })
export class Toasts {
  private readonly all = signal<readonly Toast[]>([]);
  private readonly timers = new Map<number, ReturnType<typeof setTimeout>>();
  private lastId = 0;
  private held = false;

  /** The oldest first. */
  readonly visible = computed(() => this.all());

  /** Shows it; the same text again counts up instead of standing there twice, and takes the newer action. */
  show(content: ToastContent): void {
    const same = this.all().find((toast) => toast.text === content.text && toast.kind === content.kind);
    const { endsAfterMs } = content;
    const ends = endsAfterMs !== undefined && { endsAt: Date.now() + endsAfterMs };
    const toast: Toast = { ...content, ...ends, id: same?.id ?? ++this.lastId, times: (same?.times ?? 0) + 1 };
    const others = this.all().filter((other) => other.id !== toast.id);
    for (const tooMany of others.slice(0, Math.max(0, others.length + 1 - MOST_AT_ONCE))) this.stopTimer(tooMany.id);
    this.all.set([...others, toast].slice(-MOST_AT_ONCE));
    this.startTimer(toast);
  }

  /** Says that something went wrong; stays until it is closed. */
  showError(text: string): void {
    this.show({ text, kind: 'error' });
  }

  /** Runs what the toast offers and closes it. */
  act(toast: Toast): void {
    this.close(toast.id);
    toast.action?.run();
  }

  /** Takes it off the screen. */
  close(id: number): void {
    this.stopTimer(id);
    this.all.update((toasts) => toasts.filter((toast) => toast.id !== id));
  }

  /** While somebody points at or is in the toasts, none goes away. */
  hold(): void {
    this.held = true;
    for (const { id, endsAt } of this.all()) if (endsAt === undefined) this.stopTimer(id);
  }

  /** Time runs again, from the beginning. */
  release(): void {
    this.held = false;
    for (const toast of this.all()) this.startTimer(toast);
  }

  private startTimer(toast: Toast): void {
    this.stopTimer(toast.id);
    if (toast.endsAt !== undefined) return this.closeIn(toast, Math.max(0, toast.endsAt - Date.now()));
    if (this.held || toast.stays || toast.kind === 'error') return;
    this.closeIn(toast, LIFETIME_MS);
  }

  private closeIn({ id }: Toast, milliseconds: number): void {
    this.timers.set(
      id,
      setTimeout(() => this.close(id), milliseconds),
    );
  }

  private stopTimer(id: number): void {
    clearTimeout(this.timers.get(id));
    this.timers.delete(id);
  }
}
