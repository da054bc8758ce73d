import { ChangeDetectionStrategy, Component, computed, Directive, forwardRef, inject, input } from '@angular/core';
import { Icon } from './icon';

/** The field around a control: two ids that label and describe it, and what it currently says. */
abstract class FieldAround {
  abstract readonly controlId: string;
  abstract readonly noteId: string;
  abstract readonly error: () => string | undefined;
  abstract readonly hint: () => string | undefined;
}

let lastId = 0;

/**
 * A label above, a control in its frame, and below it what is wrong or worth knowing. The control is the projected
 * element with `appControl`; it learns its id, its state and what describes it from here.
 */
@Component({
  selector: 'app-field',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  providers: [{ provide: FieldAround, useExisting: forwardRef(() => Field) }],
  template: `
    <div class="field">
      <label [for]="controlId">{{ label() }}</label>
      <div class="input" [class.tall]="tall()" [class.bad]="!!error()">
        <ng-content />
      </div>
      @if (error(); as problem) {
        <p class="hint bad" [id]="noteId"><app-icon name="alert" [size]="16" />{{ problem }}</p>
      } @else if (hint(); as words) {
        <p class="hint" [id]="noteId">{{ words }}</p>
      }
    </div>
  `,
  styles: `
    :host {
      display: block;
      min-inline-size: 0;
    }
    label {
      overflow-wrap: anywhere;
    }
  `,
})
export class Field implements FieldAround {
  readonly label = input.required<string>();
  readonly error = input<string>();
  readonly hint = input<string>();
  readonly tall = input(false);

  readonly controlId = `field-${++lastId}`;
  readonly noteId = `${this.controlId}-note`;
}

/** The control inside an `app-field`. */
@Directive({
  selector: '[appControl]',
  host: {
    '[id]': 'field.controlId',
    '[attr.aria-invalid]': '!!field.error() || null',
    '[attr.aria-describedby]': 'describedBy()',
  },
})
export class Control {
  protected readonly field = inject(FieldAround);
  protected readonly describedBy = computed(() => (this.field.error() || this.field.hint() ? this.field.noteId : null));
}
