import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { Api } from '../../api/api';
import { updateMe } from '../../api/fn/people/update-me';
import type { UpdateMeDto } from '../../api/models/update-me-dto';
import { Session } from '../../core/session';
import { Avatar } from '../../ui/avatar';
import { Control, Field } from '../../ui/field';
import { FieldValue } from '../../ui/field-value';
import { Icon } from '../../ui/icon';
import { SavedField } from './saved-field';

/** My names; each is saved by itself when its field is left. */
@Component({
  selector: 'app-profile-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Avatar, Control, Field, FieldValue, Icon],
  template: `
    @if (me(); as me) {
      <app-avatar [id]="me.id" [name]="me.displayName" [size]="64" />
    }
    <div class="two">
      @for (entry of entries; track entry.label) {
        <div>
          <app-field [label]="entry.label" [error]="entry.field.error()">
            <input
              appControl
              maxlength="150"
              dir="auto"
              [appFieldValue]="entry.field.value()"
              [attr.autocomplete]="entry.autocomplete"
              (input)="entry.field.type($any($event.target).value)"
              (blur)="entry.field.leave()"
              (keydown.enter)="entry.field.leave()"
            />
          </app-field>
          <p class="hint ok" role="status">
            @if (entry.field.state() === 'saved') {
              <app-icon name="check" [size]="16" />Saved
            }
          </p>
        </div>
      }
    </div>
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
    .hint {
      min-block-size: 16px;
      margin-block-start: 6px;
    }
  `,
})
export class ProfileForm {
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  protected readonly me = this.session.me;

  protected readonly entries = [
    this.entry('First name', 'given-name', 'firstName'),
    this.entry('Last name', 'family-name', 'lastName'),
  ];

  private entry(label: string, autocomplete: string, name: 'firstName' | 'lastName') {
    const stored = computed(() => this.me()?.[name] ?? '');
    return { label, autocomplete, field: new SavedField(stored, (value) => this.save({ [name]: value })) };
  }

  private async save(body: UpdateMeDto): Promise<void> {
    this.session.know(await this.api.invoke(updateMe, { body }));
  }
}
