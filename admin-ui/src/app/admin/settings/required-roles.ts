import { ChangeDetectionStrategy, Component, computed, inject, model, resource } from '@angular/core';
import { Api } from '../../api/api';
import { adminListRoles } from '../../api/fn/administration/admin-list-roles';
import { problemOf } from '../../core/problem';
import { t } from '../../core/words/words';
import { roleName, roleText } from '../roles/role-words';

/** A role that may be chosen. */
interface RoleChoice {
  readonly key: string;
  readonly label: string;
  readonly text: string;
}

/** Of which roles a second factor is asked. What is changed here is saved with the other settings. */
@Component({
  selector: 'app-required-roles',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <fieldset>
      <legend>{{ t('setting.factorRoles') }}</legend>
      <p class="hint">{{ t('setting.factorRolesHint') }}</p>
      @if (roles.isLoading()) {
        <p class="hint" role="status">{{ t('setting.factorRolesLoading') }}</p>
      } @else if (problem(); as problem) {
        <p class="hint bad" role="alert">
          {{ problem }}
          <button type="button" class="link" (click)="roles.reload()">{{ t('action.retry') }}</button>
        </p>
      }
      @for (role of choices(); track role.key) {
        <label>
          <input
            #box
            class="check"
            type="checkbox"
            [checked]="keys().includes(role.key)"
            (change)="choose(role.key, box.checked)"
          />
          <span
            ><bdi>{{ role.label }}</bdi>
            @if (role.text) {
              <span class="hint" dir="auto">{{ role.text }}</span>
            }
          </span>
        </label>
      }
    </fieldset>
  `,
  styles: `
    fieldset {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-12);
    }
    legend {
      padding: 0;
      font: var(--mat-sys-label-large);
      font-weight: 600;
      margin-block-end: var(--space-12);
    }
    label {
      display: flex;
      align-items: start;
      gap: var(--space-12);
    }
    label .hint {
      display: block;
    }
    .bad {
      color: var(--mat-sys-error);
    }
    @media (pointer: coarse) {
      label {
        min-block-size: 44px;
      }
    }
  `,
})
export class RequiredRoles {
  protected readonly t = t;
  /** The keys of those that are chosen. */
  readonly keys = model.required<readonly string[]>();

  private readonly api = inject(Api);
  protected readonly roles = resource({ loader: () => this.api.invoke(adminListRoles) });
  protected readonly problem = computed(() => {
    const error = this.roles.error();
    return error ? problemOf(error).detail : undefined;
  });
  /** Those that are chosen and are no roles any more can be taken out. */
  protected readonly choices = computed<readonly RoleChoice[]>(() => {
    if (!this.roles.hasValue()) return [];
    const roles = this.roles.value().items;
    const known = roles.map((role) => ({ key: role.key, label: roleName(role), text: roleText(role) }));
    const gone = this.keys().filter((key) => !roles.some((role) => role.key === key));
    return [...known, ...gone.map((key) => ({ key, label: key, text: t('setting.factorRoleGone') }))];
  });

  protected choose(key: string, isChosen: boolean): void {
    this.keys.update((keys) => (isChosen ? [...keys, key] : keys.filter((one) => one !== key)));
  }
}
