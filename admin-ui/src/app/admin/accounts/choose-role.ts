import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import type { RoleDto } from '../../api/models/role-dto';
import { t } from '../../core/words/words';
import { DialogFrame } from '../../ui/dialog-frame';
import { Control, Field } from '../../ui/field';
import { roleName } from '../roles/role-words';

/** A role that many people are given, or that is taken from them. */
export interface RoleForMany {
  readonly role: RoleDto;
  readonly action: 'add_role' | 'remove_role';
}

const ACTIONS = [
  { action: 'add_role', label: 'accounts.giveRole' },
  { action: 'remove_role', label: 'accounts.takeRole' },
] as const;

/** Asks which role, and whether it is given or taken; closes with both. */
@Component({
  selector: 'app-choose-role',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Control, DialogFrame, Field],
  template: `
    <app-dialog [heading]="t('accounts.role')">
      <form id="choose-role" novalidate (submit)="$event.preventDefault(); choose(box.value)">
        <app-field [label]="t('accounts.role')">
          <select #box appControl>
            @for (role of roles; track role.id) {
              <option [value]="role.id">{{ name(role) }}</option>
            }
          </select>
        </app-field>
        <fieldset>
          <legend class="vh">{{ t('accounts.role') }}</legend>
          @for (one of actions; track one.action) {
            <label>
              <input
                class="radio"
                type="radio"
                name="action"
                [checked]="action() === one.action"
                (change)="action.set(one.action)"
              />
              {{ t(one.label) }}
            </label>
          }
        </fieldset>
      </form>
      <footer actions>
        <span class="grow"></span>
        <button type="button" class="btn" (click)="ref.close()">{{ t('action.cancel') }}</button>
        <button form="choose-role" class="btn primary">{{ t('accounts.goOn') }}</button>
      </footer>
    </app-dialog>
  `,
  styles: `
    fieldset {
      display: grid;
      gap: var(--space-8);
      margin: var(--space-16) 0 0;
      padding: 0;
      border: 0;
    }
    label {
      display: flex;
      gap: var(--space-12);
      align-items: center;
      min-block-size: 32px;
    }
  `,
})
export class ChooseRole {
  protected readonly t = t;
  protected readonly ref = inject<DialogRef<RoleForMany>>(DialogRef);
  protected readonly roles = inject<readonly RoleDto[]>(DIALOG_DATA);
  protected readonly actions = ACTIONS;
  protected readonly action = signal<RoleForMany['action']>('add_role');
  protected readonly name = roleName;

  protected choose(id: string): void {
    const role = this.roles.find((one) => one.id === id);
    if (role) this.ref.close({ role, action: this.action() });
  }
}
