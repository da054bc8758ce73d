import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  inject,
  Injector,
  model,
} from '@angular/core';
import type { ProfileFieldDto } from '../../api/models/profile-field-dto';
import { t } from '../../core/words/words';
import { Icon } from '../../ui/icon';

const MOST_FIELDS = 10;
const LONGEST_LABEL = 40;

/** The fields that an organisation adds to profiles, in their order. A new one has no key before it is saved. */
@Component({
  selector: 'app-profile-field-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    <fieldset>
      <legend>{{ t('organisation.fields') }}</legend>
      <p class="hint">{{ t('organisation.fieldsHint') }}</p>
      @for (field of fields(); track $index) {
        <div class="row">
          <input
            class="text"
            type="text"
            dir="auto"
            autocomplete="off"
            [maxLength]="longest"
            [attr.aria-label]="t('organisation.fieldName', { number: $index + 1 })"
            [value]="field.label"
            (input)="rename($index, $any($event.target).value)"
            (keydown.enter)="$event.preventDefault(); add()"
          />
          <button
            type="button"
            class="iconbtn sm"
            [attr.aria-label]="t('organisation.fieldUp', { name: field.label })"
            [attr.aria-disabled]="$first || null"
            (click)="raise($index)"
          >
            <app-icon name="chevron-up" [size]="18" />
          </button>
          <button
            type="button"
            class="iconbtn sm"
            [attr.aria-label]="t('organisation.fieldRemove', { name: field.label })"
            (click)="remove($index)"
          >
            <app-icon name="close" [size]="18" />
          </button>
        </div>
      }
      @if (fields().length < most) {
        <button type="button" class="btn sm line add" (click)="add()">
          <app-icon name="plus" [size]="16" />{{ t('organisation.fieldAdd') }}
        </button>
      }
    </fieldset>
  `,
  styles: `
    fieldset {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-8);
    }
    legend {
      padding: 0;
      font: var(--mat-sys-label-large);
      font-weight: 600;
      margin-block-end: var(--space-8);
    }
    .row {
      display: flex;
      align-items: center;
      gap: var(--space-4);
    }
    .text {
      flex: 1;
      min-inline-size: 0;
      block-size: 40px;
      padding-inline: var(--space-12);
      border: 1px solid var(--mat-sys-outline);
      border-radius: var(--mat-sys-corner-small);
    }
    .add {
      justify-self: start;
    }
  `,
})
export class ProfileFieldList {
  protected readonly t = t;
  protected readonly most = MOST_FIELDS;
  protected readonly longest = LONGEST_LABEL;
  readonly fields = model.required<readonly ProfileFieldDto[]>();
  private readonly injector = inject(Injector);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);

  protected rename(at: number, label: string): void {
    this.fields.update((all) => all.map((one, n) => (n === at ? { ...one, label } : one)));
  }

  protected add(): void {
    const all = this.fields();
    if (all.length < MOST_FIELDS && all.at(-1)?.label.trim() !== '') this.fields.set([...all, { key: '', label: '' }]);
    this.focus(this.fields().length - 1);
  }

  protected raise(at: number): void {
    const all = [...this.fields()];
    const [one] = all.splice(at, 1);
    if (!one || at === 0) return;
    all.splice(at - 1, 0, one);
    this.fields.set(all);
  }

  protected remove(at: number): void {
    this.fields.update((all) => all.filter((_, n) => n !== at));
    this.focus(Math.max(0, at - 1));
  }

  private focus(at: number): void {
    const element = this.element.nativeElement;
    const take = (): void =>
      (element.querySelectorAll<HTMLElement>('.text')[at] ?? element.querySelector<HTMLElement>('.add'))?.focus();
    afterNextRender({ write: take }, { injector: this.injector });
  }
}
