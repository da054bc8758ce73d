import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  output,
  signal,
} from '@angular/core';
import { Api } from '../../api/api';
import { adminCheckImport } from '../../api/fn/administration/admin-check-import';
import type { ImportDto } from '../../api/models/import-dto';
import type { ImportMappingDto } from '../../api/models/import-mapping-dto';
import type { ImportMode } from '../../api/models/import-mode';
import { isolated } from '../../core/isolated';
import { problemOf } from '../../core/problem';
import { t } from '../../core/words/words';
import { Control, Field } from '../../ui/field';
import { PERSON_FIELDS } from '../jobs/job-words';

type PersonField = keyof typeof PERSON_FIELDS;

const MODES = ['both', 'create', 'update'] as const;
const MODE_WORDS = { both: 'import.both', create: 'import.create', update: 'import.update' } as const;

/** Asks what the columns of a file mean and what is to be done with its rows, and has them checked. */
@Component({
  selector: 'app-import-columns',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Control, Field],
  template: `
    <form novalidate (submit)="$event.preventDefault(); check()">
      <h2>{{ t('import.columns') }}</h2>
      @for (field of fields; track field) {
        <app-field [label]="t(label[field])" [error]="errors()[field]" [hint]="example(field)">
          <select
            appControl
            #column
            [value]="mapping()[field] ?? ''"
            [attr.aria-required]="isRequired(field) || null"
            (change)="map(field, column.value)"
          >
            <option value="">{{ t('import.none') }}</option>
            @for (name of file().columns; track name) {
              <option translate="no" [value]="name" [selected]="mapping()[field] === name">{{ name }}</option>
            }
          </select>
        </app-field>
      }
      <fieldset>
        <legend class="flabel">{{ t('import.mode') }}</legend>
        @for (one of modes; track one) {
          <label>
            <input class="radio" type="radio" name="mode" [checked]="mode() === one" (change)="mode.set(one)" />
            {{ t(modeWords[one]) }}
          </label>
        }
      </fieldset>
      @if (mode() !== 'update') {
        <label>
          <input #box class="check" type="checkbox" [checked]="invite()" (change)="invite.set(box.checked)" />
          <span
            >{{ t('import.invite') }}<small class="hint">{{ t('import.inviteHint') }}</small></span
          >
        </label>
      }
      @if (problem(); as words) {
        <p class="bad" role="alert">{{ words }}</p>
      }
      <footer>
        <button class="btn primary" [attr.aria-disabled]="isBusy() || null">
          {{ isBusy() ? t('import.checking') : t('import.check') }}
        </button>
      </footer>
    </form>
  `,
  styles: `
    form {
      display: grid;
      gap: var(--space-16);
    }
    fieldset {
      display: grid;
      gap: var(--space-8);
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend {
      padding: 0 0 var(--space-4);
    }
    fieldset label,
    form > label {
      display: flex;
      align-items: flex-start;
      gap: var(--space-12);
      padding-block: var(--space-4);
    }
    .radio,
    .check {
      flex: none;
    }
    small {
      display: block;
    }
    .bad {
      color: var(--mat-sys-error);
    }
  `,
})
export class ImportColumns {
  protected readonly t = t;
  readonly file = input.required<ImportDto>();
  readonly checked = output<ImportDto>();
  private readonly api = inject(Api);

  protected readonly fields = Object.keys(PERSON_FIELDS) as PersonField[];
  protected readonly label = PERSON_FIELDS;
  protected readonly modes = MODES;
  protected readonly modeWords = MODE_WORDS;
  protected readonly mapping = linkedSignal<ImportMappingDto>(() => this.file().mapping);
  protected readonly mode = linkedSignal<ImportMode>(() => this.file().mode ?? 'both');
  protected readonly invite = linkedSignal(() => (this.file().checked ? this.file().invite : true));
  protected readonly isBusy = signal(false);
  protected readonly errors = signal<Partial<Record<PersonField, string>>>({});
  protected readonly problem = signal<string | undefined>(undefined);
  private readonly required = computed<readonly PersonField[]>(() =>
    this.mode() === 'update' ? [] : ['username', 'email'],
  );

  protected isRequired(field: PersonField): boolean {
    return this.required().includes(field);
  }

  /** What stands in the first row that has something there. */
  protected example(field: PersonField): string | undefined {
    const { columns, rows } = this.file();
    const at = columns.indexOf(this.mapping()[field] ?? '');
    const text = at < 0 ? undefined : rows.map((row) => row[at]?.trim()).find((cell) => cell);
    return text ? t('import.example', { text: isolated(text.slice(0, 80)) }) : undefined;
  }

  protected map(field: PersonField, column: string): void {
    const { [field]: _, ...others } = this.mapping();
    this.mapping.set(column ? { ...others, [field]: column } : others);
    this.errors.update(({ [field]: __, ...rest }) => rest);
  }

  protected async check(): Promise<void> {
    if (this.isBusy()) return;
    this.isBusy.set(true);
    this.problem.set(undefined);
    this.errors.set({});
    try {
      const body = { mapping: this.mapping(), mode: this.mode(), invite: this.mode() !== 'update' && this.invite() };
      this.checked.emit(await this.api.invoke(adminCheckImport, { id: this.file().id, body }));
    } catch (error) {
      this.show(error);
    }
    this.isBusy.set(false);
  }

  private show(error: unknown): void {
    const { errors, detail } = problemOf(error);
    const ofFields = errors.flatMap(({ pointer }) => {
      const field = this.fields.find((one) => pointer === `/mapping/${one}`);
      return field ? [[field, t('rows.required')]] : [];
    });
    if (ofFields.length > 0) this.errors.set(Object.fromEntries(ofFields));
    else this.problem.set(detail);
  }
}
