import { ChangeDetectionStrategy, Component, computed, inject, resource } from '@angular/core';
import { Api } from '../../api/api';
import { adminListPermissions } from '../../api/fn/administration/admin-list-permissions';
import { adminListRoles } from '../../api/fn/administration/admin-list-roles';
import type { RoleDto } from '../../api/models/role-dto';
import { numberText } from '../../core/number-text';
import { problemOf } from '../../core/problem';
import { Session } from '../../core/session';
import { may } from '../../core/staff';
import { t } from '../../core/words/words';
import { AppDialogs } from '../../ui/dialogs';
import { ErrorState } from '../../ui/error-state';
import { Icon } from '../../ui/icon';
import { Skeleton } from '../../ui/skeleton';
import { EditRole, type EditedRole } from './edit-role';
import { roleName, roleText } from './role-words';

/** Who may do what in the organisation, by name. */
@Component({
  selector: 'app-roles-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ErrorState, Icon, Skeleton],
  templateUrl: './roles-page.html',
  styleUrls: ['../console-page.css', './roles-page.css'],
})
export class RolesPage {
  protected readonly t = t;
  protected readonly numberText = numberText;
  private readonly api = inject(Api);
  private readonly dialogs = inject(AppDialogs);
  private readonly session = inject(Session);

  protected readonly mayManage = computed(() => may(this.session.me(), 'role.manage'));
  protected readonly loaded = resource({
    loader: async () => {
      const [roles, permissions] = await Promise.all([
        this.api.invoke(adminListRoles),
        this.api.invoke(adminListPermissions),
      ]);
      return { roles: roles.items, permissions: permissions.items };
    },
  });
  protected readonly problem = computed(() => {
    const error = this.loaded.error();
    return error && problemOf(error);
  });
  protected readonly name = roleName;
  protected readonly text = roleText;

  protected mayDo({ key, permissions }: RoleDto): string {
    if (key === 'superuser') return t('roles.everything');
    if (permissions.length === 0) return t('roles.asMember');
    return t('roles.more', { count: permissions.length });
  }

  protected open(role?: RoleDto): void {
    if (!this.loaded.hasValue()) return;
    const { permissions } = this.loaded.value();
    const data: EditedRole = { permissions, ...(role && { role }) };
    this.dialogs.open(EditRole, { data, width: 560 }).closed.subscribe(() => this.loaded.reload());
  }
}
