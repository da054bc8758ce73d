import { ChangeDetectionStrategy, Component, computed, inject, input, output, resource } from '@angular/core';
import { Api } from '../../api/api';
import { adminGrantRole } from '../../api/fn/administration/admin-grant-role';
import { adminListRoles } from '../../api/fn/administration/admin-list-roles';
import { adminListUserPermissions } from '../../api/fn/administration/admin-list-user-permissions';
import { adminTakeRole } from '../../api/fn/administration/admin-take-role';
import type { HeldPermissionDto } from '../../api/models/held-permission-dto';
import type { RoleDto } from '../../api/models/role-dto';
import type { UserDto } from '../../api/models/user-dto';
import { isolated } from '../../core/isolated';
import { problemOf } from '../../core/problem';
import { Session } from '../../core/session';
import { may, mayActOn } from '../../core/staff';
import { listed, t } from '../../core/words/words';
import { Skeleton } from '../../ui/skeleton';
import { Toasts } from '../../ui/toast.service';
import { permissionText, roleName, roleProblemText } from './role-words';

/** Which roles an account has beside admin and owner, and what it may do by which of them. */
@Component({
  selector: 'app-account-roles',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Skeleton],
  template: `
    @if (loaded.hasValue()) {
      @if (grantable().length > 0) {
        <fieldset>
          <legend>{{ t('held.title') }}</legend>
          @for (role of grantable(); track role.id) {
            <label>
              <input
                #box
                class="check"
                type="checkbox"
                [checked]="loaded.value().held.roles.includes(role.key)"
                [disabled]="!mayGive(role)"
                (change)="change(role, box)"
              /><bdi>{{ name(role) }}</bdi>
            </label>
          }
          @if (!mayGiveAll()) {
            <p class="muted">{{ t('held.onlyHolders') }}</p>
          }
        </fieldset>
      }
      <details>
        <summary>{{ t(isMe() ? 'held.whyMine' : 'held.why') }}</summary>
        <ul>
          @for (item of held(); track item.permission) {
            <li>
              {{ text({ name: item.permission, description: item.description }) }}
              <span class="muted">{{ t('held.by', { roles: namesOf(item.roles) }) }}</span>
            </li>
          }
        </ul>
      </details>
    } @else if (problem(); as words) {
      <div role="alert">
        <p class="muted">{{ words }}</p>
        <button type="button" class="btn sm line" (click)="loaded.reload()">{{ t('action.retry') }}</button>
      </div>
    } @else {
      <app-skeleton [rows]="2" [rowHeight]="32" [avatar]="0" />
    }
  `,
  styles: `
    :host,
    fieldset {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-12);
      min-inline-size: 0;
    }
    legend {
      padding: 0;
      font: var(--mat-sys-label-large);
      margin-block-end: var(--space-8);
    }
    label {
      display: flex;
      align-items: center;
      gap: var(--space-8);
      min-block-size: 32px;
      overflow-wrap: anywhere;
    }
    summary {
      cursor: pointer;
      min-block-size: 32px;
      align-content: center;
      font: var(--mat-sys-label-large);
    }
    ul {
      padding-inline-start: var(--space-20);
    }
    li {
      margin-block: var(--space-8);
    }
    li span {
      display: block;
      font: var(--mat-sys-body-small);
    }
    @media (pointer: coarse) {
      label,
      summary {
        min-block-size: 44px;
      }
    }
  `,
})
export class AccountRoles {
  protected readonly t = t;
  protected readonly name = roleName;
  protected readonly text = permissionText;
  readonly account = input.required<UserDto>();
  /** A role was given or taken. */
  readonly changed = output<void>();

  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly me = inject(Session).me;

  protected readonly isMe = computed(() => this.account().id === this.me()?.id);
  private readonly flags = computed(() => `${this.account().isStaff} ${this.account().isSuperuser}`);
  protected readonly loaded = resource({
    params: () => ({ id: this.account().id, flags: this.flags() }),
    loader: async ({ params: { id } }) => {
      const [roles, held] = await Promise.all([
        this.api.invoke(adminListRoles),
        this.api.invoke(adminListUserPermissions, { id }),
      ]);
      return { roles: roles.items, held };
    },
  });
  /** Admin and owner are switches of their own, and a member everybody is. */
  protected readonly grantable = computed(() =>
    this.loaded.hasValue()
      ? this.loaded.value().roles.filter(({ key }) => !['member', 'staff', 'superuser'].includes(key))
      : [],
  );
  /** What not everybody may comes first. */
  protected readonly held = computed(() => {
    const items = this.loaded.hasValue() ? this.loaded.value().held.items : [];
    const isOfMembers = ({ roles }: HeldPermissionDto): number => Number(roles.includes('member'));
    return items.toSorted((a, b) => isOfMembers(a) - isOfMembers(b));
  });
  protected readonly mayGiveAll = computed(() => this.grantable().every((role) => this.mayGive(role)));
  protected readonly problem = computed(() => {
    const error = this.loaded.error();
    return error && problemOf(error).detail;
  });

  protected mayGive({ permissions }: RoleDto): boolean {
    const me = this.me();
    return may(me, 'role.manage') && mayActOn(me, this.account()) && permissions.every((name) => may(me, name));
  }

  protected namesOf(keys: readonly string[]): string {
    const roles = this.loaded.hasValue() ? this.loaded.value().roles : [];
    return listed(
      keys.map((key) => roles.find((role) => role.key === key)).map((role) => (role ? roleName(role) : '')),
    );
  }

  protected async change(role: RoleDto, box: HTMLInputElement): Promise<void> {
    const isGiven = box.checked;
    const { id, displayName } = this.account();
    try {
      await this.api.invoke(isGiven ? adminGrantRole : adminTakeRole, { id, roleId: role.id });
      const words = { name: isolated(displayName), role: isolated(roleName(role)) };
      this.toasts.show({ text: isGiven ? t('held.given', words) : t('held.taken', words) });
      this.changed.emit();
      this.loaded.reload();
    } catch (error) {
      box.checked = !isGiven;
      this.toasts.showError(roleProblemText(error));
    }
  }
}
