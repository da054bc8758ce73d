import { ChangeDetectionStrategy, Component, effect, input, linkedSignal } from '@angular/core';
import { insertText } from '../../core/insert-text';
import { commandKey } from '../../core/keys';
import { t } from '../../core/words/words';
import { Icon } from '../../ui/icon';
import { type Format, FORMATS } from './formats';

/** Where digits are, on layouts that have other signs there with Shift. */
const DIGIT = /^Digit(\d)$/;

/** Buttons and keys that format what is selected in a field; undo takes it back. The keys work also while it is not shown. */
@Component({
  selector: 'app-formatting-bar',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    @if (isShown()) {
      <div
        class="formats"
        role="toolbar"
        [attr.aria-label]="t('compose.formatting')"
        (mousedown)="$event.preventDefault()"
        (keydown)="move($event)"
      >
        @for (format of formats; track format.label; let at = $index) {
          <button
            type="button"
            class="iconbtn sm"
            [tabindex]="at === current() ? 0 : -1"
            [attr.aria-label]="t(format.label)"
            [attr.aria-keyshortcuts]="'Control+' + (format.withShift ? 'Shift+' : '') + format.key.toUpperCase()"
            [title]="hint(format)"
            [disabled]="!field()"
            (focus)="current.set(at)"
            (click)="apply(format)"
          >
            <app-icon [name]="format.icon" [size]="18" />
          </button>
        }
      </div>
    }
  `,
  styles: `
    .formats {
      display: flex;
      flex-wrap: wrap;
      gap: 2px;
    }
  `,
})
export class FormattingBar {
  protected readonly t = t;
  /** Undefined while there is nothing to write in. */
  readonly field = input.required<HTMLTextAreaElement | undefined>();
  readonly isShown = input(true);

  protected readonly formats = FORMATS;
  /** The button that Tab leads to. */
  protected readonly current = linkedSignal({ source: this.isShown, computation: () => 0 });

  constructor() {
    effect((onCleanup) => {
      const field = this.field();
      const press = (event: KeyboardEvent): void => this.press(event);
      field?.addEventListener('keydown', press);
      onCleanup(() => field?.removeEventListener('keydown', press));
    });
  }

  protected hint({ label, key, withShift }: Format): string {
    const values = { name: t(label), key: key.toUpperCase() };
    return withShift ? t('format.shiftHint', values) : t('format.hint', values);
  }

  protected apply({ apply }: Format): void {
    const field = this.field();
    if (!field) return;
    const { from, to, text, selected } = apply(field.value, field.selectionStart, field.selectionEnd);
    insertText(field, text, from, to);
    field.setSelectionRange(...selected);
  }

  protected move(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const bar = event.currentTarget as HTMLElement;
    const forwards = getComputedStyle(bar).direction === 'rtl' ? -step : step;
    const at = (this.current() + forwards + FORMATS.length) % FORMATS.length;
    bar.querySelectorAll('button')[at]?.focus();
  }

  private press(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.altKey || event.ctrlKey === event.metaKey) return;
    const key = DIGIT.exec(event.code)?.[1] ?? commandKey(event);
    const format = FORMATS.find((one) => one.key === key && (one.withShift ?? false) === event.shiftKey);
    if (!format) return;
    event.preventDefault();
    event.stopPropagation();
    this.apply(format);
  }
}
