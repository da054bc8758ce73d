import { ChangeDetectionStrategy, Component, DOCUMENT, inject } from '@angular/core';
import type { PlainKey } from '../core/words/catalogue';
import { t } from '../core/words/words';

/** Where a link leads: the first element that fits. */
interface Target {
  readonly label: PlainKey;
  readonly selector: string;
}

const TARGETS: readonly Target[] = [
  { label: 'shell.skipToContent', selector: 'main, [role=main]' },
  { label: 'shell.skipToConversations', selector: '[role=listbox]' },
  { label: 'shell.skipToMessageBox', selector: ':is(main, [role=main]) textarea' },
];

/** The first stops of the Tab key: past the rail, straight to what matters. Seen only while focused. */
@Component({
  selector: 'app-skip-links',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @for (target of targets; track target.selector) {
      <button type="button" class="btn primary" (click)="goTo(target)">{{ t(target.label) }}</button>
    }
  `,
  styles: `
    :host {
      position: absolute;
      z-index: 50;
    }
    button {
      position: absolute;
      inset-block-start: 8px;
      inset-inline-start: 8px;
      max-inline-size: calc(100vw - 16px);
      inline-size: max-content;
    }
    button:not(:focus) {
      inset-block-start: -10rem;
    }
  `,
})
export class SkipLinks {
  protected readonly t = t;
  private readonly document = inject(DOCUMENT);
  protected readonly targets = TARGETS;

  /** Falls back to the content where there is no such thing on the page. */
  protected goTo(target: Target): void {
    const element =
      this.document.querySelector<HTMLElement>(target.selector) ??
      this.document.querySelector<HTMLElement>('main, [role=main]');
    if (!element) return;
    if (element.tabIndex < 0 && !element.hasAttribute('tabindex')) element.tabIndex = -1;
    element.focus();
  }
}
