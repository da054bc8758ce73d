import { NgTemplateOutlet } from '@angular/common';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  linkedSignal,
  resource,
  type Signal,
  signal,
} from '@angular/core';
import { presentTimeZone } from '../../../../../src/users/time-zone-names.js';
import { Api } from '../../api/api';
import { getMe } from '../../api/fn/people/get-me';
import { updateMe } from '../../api/fn/people/update-me';
import type { UpdateMeDto } from '../../api/models/update-me-dto';
import { isolated } from '../../core/isolated';
import { problemOf } from '../../core/problem';
import { Session } from '../../core/session';
import { PictureField } from '../../pictures/picture-field';
import { Control, Field } from '../../ui/field';
import { FieldValue } from '../../ui/field-value';
import { Icon } from '../../ui/icon';
import { SavedField } from './saved-field';
import { t } from '../../core/words/words';

/** A field that the organisation added. */
interface OwnField {
  readonly key: string;
  readonly label: Signal<string>;
  readonly field: SavedField;
}

/** What I say of myself; each is saved by itself when its field is left. */
@Component({
  selector: 'app-profile-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Control, Field, FieldValue, Icon, NgTemplateOutlet, PictureField],
  template: `
    @if (me(); as me) {
      <app-picture-field [id]="me.id" [name]="me.displayName" [picture]="me.avatarUrl" />
    }
    <div class="two">
      @for (entry of entries; track entry.label) {
        <div>
          <app-field [label]="t(entry.label)" [error]="entry.field.error()">
            <input
              appControl
              [attr.maxlength]="entry.longest"
              dir="auto"
              [appFieldValue]="entry.field.value()"
              [attr.autocomplete]="entry.autocomplete"
              (input)="entry.field.type($any($event.target).value)"
              (blur)="entry.field.leave()"
              (keydown.enter)="entry.field.leave()"
            />
          </app-field>
          <ng-container [ngTemplateOutlet]="note" [ngTemplateOutletContext]="{ $implicit: entry.field }" />
        </div>
      }
      <div>
        <app-field [label]="t('profile.timeZone')" [error]="timeZone.error()">
          <select appControl #zone (change)="timeZone.type(zone.value); timeZone.leave()">
            <option value="" [selected]="timeZone.value() === ''">{{ t('profile.noTimeZone') }}</option>
            @for (name of timeZones(); track name) {
              <option [value]="name" [selected]="timeZone.value() === name">{{ name.replaceAll('_', ' ') }}</option>
            }
          </select>
        </app-field>
        <ng-container [ngTemplateOutlet]="note" [ngTemplateOutletContext]="{ $implicit: timeZone }" />
      </div>
    </div>
    @if (own.hasValue()) {
      @if (fields().length > 0) {
        <div class="two">
          @for (entry of fields(); track entry.key) {
            <div>
              <app-field [label]="entry.label()" [error]="entry.field.error()">
                <input
                  appControl
                  maxlength="150"
                  dir="auto"
                  autocomplete="off"
                  [appFieldValue]="entry.field.value()"
                  (input)="entry.field.type($any($event.target).value)"
                  (blur)="entry.field.leave()"
                  (keydown.enter)="entry.field.leave()"
                />
              </app-field>
              <ng-container [ngTemplateOutlet]="note" [ngTemplateOutletContext]="{ $implicit: entry.field }" />
            </div>
          }
        </div>
      }
    } @else if (own.error()) {
      <p class="hint" role="alert">
        {{ t('profile.fieldsNotLoaded') }}
        <button type="button" class="btn sm text" (click)="own.reload()">{{ t('action.retry') }}</button>
      </p>
    }
    @if (gone(); as label) {
      <p class="hint" role="alert">{{ t('profile.fieldGone', { name: isolated(label) }) }}</p>
    }
    <div>
      <app-field [label]="t('profile.about')" [error]="about.error()">
        <textarea
          appControl
          #words
          rows="3"
          maxlength="1000"
          dir="auto"
          [appFieldValue]="about.value()"
          (input)="about.type(words.value)"
          (blur)="about.leave()"
        ></textarea>
      </app-field>
      <ng-container [ngTemplateOutlet]="note" [ngTemplateOutletContext]="{ $implicit: about }" />
    </div>
    <ng-template #note let-field>
      <p class="hint ok" role="status">
        @if (field.state() === 'saved') {
          <app-icon name="check" [size]="16" />{{ t('action.saved') }}
        }
      </p>
    </ng-template>
  `,
  styles: `
    :host {
      display: grid;
      gap: 20px;
    }
    .two {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(180px, 1fr));
      gap: 16px;
      align-items: start;
    }
    textarea {
      padding-block: var(--space-8);
      resize: vertical;
    }
    .hint {
      min-block-size: 16px;
      margin-block-start: 6px;
    }
  `,
})
export class ProfileForm {
  protected readonly t = t;
  protected readonly isolated = isolated;
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  protected readonly me = this.session.me;

  protected readonly entries = [
    { label: 'account.firstName', autocomplete: 'given-name', longest: 150, field: this.saved('firstName') },
    { label: 'account.lastName', autocomplete: 'family-name', longest: 150, field: this.saved('lastName') },
    { label: 'profile.title', autocomplete: 'organization-title', longest: 150, field: this.saved('title') },
    { label: 'profile.pronouns', autocomplete: 'off', longest: 40, field: this.saved('pronouns') },
  ] as const;
  protected readonly about = this.saved('about');
  protected readonly timeZone = new SavedField(
    computed(() => named(this.me()?.timeZone ?? '')),
    (value) => this.save({ timeZone: value || null }),
  );
  /** Browsers list some by former names, and may not know the one that is stored. */
  protected readonly timeZones = computed(() =>
    [...new Set([...Intl.supportedValuesOf('timeZone'), this.timeZone.value()].map(named))]
      .filter((name) => name !== '')
      .toSorted(),
  );

  /** Which fields the organisation has is only told with the whole of my profile. */
  protected readonly own = resource({ loader: () => this.api.invoke(getMe) });
  private readonly keys = computed(() => (this.own.hasValue() ? this.own.value().fields.map(({ key }) => key) : []), {
    equal: (one, other) => one.join() === other.join(),
  });
  /** Those that stay are the same as before, with what is being typed in them. */
  protected readonly fields = linkedSignal<readonly string[], readonly OwnField[]>({
    source: this.keys,
    computation: (keys, before) =>
      keys.map((key) => before?.value.find((one) => one.key === key) ?? this.ownField(key)),
  });
  /** What a field was called that the organisation took out while something was typed in it. */
  protected readonly gone = signal<string | undefined>(undefined);

  private ownField(key: string): OwnField {
    const now = computed(() =>
      this.own.hasValue() ? this.own.value().fields.find((one) => one.key === key) : undefined,
    );
    const label = computed(() => now()?.label ?? '');
    const field = new SavedField(
      computed(() => now()?.value ?? ''),
      (value) => this.saveOwn(key, label(), value),
    );
    return { key, label, field };
  }

  private saved(name: 'firstName' | 'lastName' | 'title' | 'pronouns' | 'about'): SavedField {
    return new SavedField(
      computed(() => this.me()?.[name] ?? ''),
      (value) => this.save({ [name]: value }),
    );
  }

  /** Where there is no such field any more, the form shows those there are. */
  private async saveOwn(key: string, label: string, value: string): Promise<void> {
    try {
      await this.save({ fields: [{ key, value }] });
    } catch (error) {
      if (problemOf(error).errors.some(({ code }) => code === 'unknown_field')) {
        this.gone.set(label);
        this.own.reload();
      }
      throw error;
    }
  }

  private async save(body: UpdateMeDto): Promise<void> {
    const me = await this.api.invoke(updateMe, { body });
    this.session.know(me);
    this.gone.set(undefined);
    if (this.own.hasValue()) this.own.set(me);
  }
}

/** What a time zone is called now. */
function named(timeZone: string): string {
  return presentTimeZone(timeZone) ?? timeZone;
}
