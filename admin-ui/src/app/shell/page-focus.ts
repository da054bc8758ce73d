import { Dialog } from '@angular/cdk/dialog';
import { DOCUMENT } from '@angular/common';
import { inject, Injectable } from '@angular/core';

/** A page that comes later than this is not waited for. */
const WAIT_MS = 3_000;

/**
 * After a change of page the focus goes to its heading, so that reading and Tab go on there and never from the top of
 * the document. A page that puts the focus somewhere itself, as an opened chat into its message box, is left alone.
 */
@Injectable({ providedIn: 'root' })
export class PageFocus {
  private readonly document = inject(DOCUMENT);
  private readonly dialog = inject(Dialog);
  private stop: (() => void) | undefined;

  /** The page has changed; what it holds may still be loading. */
  moveInto(content: HTMLElement): void {
    this.stop?.();
    const from = this.document.activeElement;
    const isAnswered = (): boolean => {
      const { activeElement, body } = this.document;
      return activeElement !== from && activeElement !== body && activeElement !== null;
    };
    const move = (): void => {
      const heading = isAnswered() || this.dialog.openDialogs.length > 0 ? undefined : headingOf(content);
      if (isAnswered() || heading) this.stop?.();
      heading?.setAttribute('tabindex', '-1');
      heading?.focus();
    };
    const changes = new MutationObserver(move);
    changes.observe(content, { childList: true, subtree: true });
    const timer = setTimeout(() => this.stop?.(), WAIT_MS);
    this.stop = () => {
      changes.disconnect();
      clearTimeout(timer);
      this.stop = undefined;
    };
    // What opens with the page takes the focus when it is drawn.
    setTimeout(move);
  }
}

/** The heading of the main part, as soon as it has one; of the list where that stands alone, as on a phone. */
function headingOf(content: HTMLElement): HTMLElement | undefined {
  const seen = (selector: string): HTMLElement | undefined =>
    [...content.querySelectorAll<HTMLElement>(selector)].find((one) => one.checkVisibility());
  return (seen('main, [role=main]') ?? content).querySelector<HTMLElement>('h1') ?? undefined;
}
