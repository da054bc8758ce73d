import { inject, Injectable } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { Api } from '../../api/api';
import { adminExportUsers } from '../../api/fn/administration/admin-export-users';
import type { RoleDto } from '../../api/models/role-dto';
import type { BulkDto } from '../../api/models/bulk-dto';
import { isolated } from '../../core/isolated';
import { problemOf } from '../../core/problem';
import { Words } from '../../core/words/loading';
import { t } from '../../core/words/words';
import { AppDialogs } from '../../ui/dialogs';
import { Toasts } from '../../ui/toast.service';
import { roleName } from '../roles/role-words';
import { JobDialogs } from '../jobs/job-dialogs';
import { saveTable } from '../../core/save-file';
import { type AccountQuery, requestOf } from './account-query';
import { AccountSelection } from './account-selection';
import type { AskedAct } from './ask-bulk';
import type { RoleForMany } from './choose-role';

const WORDS = {
  deactivate: { title: 'accounts.deactivateAsk', text: 'accounts.deactivateText', yes: 'accounts.deactivate' },
  reactivate: { title: 'accounts.reactivateAsk', text: 'accounts.reactivateText', yes: 'accounts.reactivate' },
  anonymise: { title: 'accounts.anonymiseAsk', text: 'accounts.anonymiseText', yes: 'accounts.anonymise' },
  signOut: { title: 'accounts.signOutAsk', text: 'accounts.signOutText', yes: 'accounts.signOut' },
} as const;

export type ManyAct = keyof typeof WORDS;

const ACTIONS = {
  deactivate: 'deactivate',
  reactivate: 'activate',
  anonymise: 'anonymise',
  signOut: 'end_sessions',
} as const;

/** What can be done with those who are selected, or with everybody who matches. */
@Injectable()
export class AccountActs {
  private readonly api = inject(Api);
  private readonly dialogs = inject(AppDialogs);
  private readonly toasts = inject(Toasts);
  private readonly jobs = inject(JobDialogs);
  private readonly selection = inject(AccountSelection);
  private readonly words = inject(Words);

  /** Asks, has the server do it, and shows how far it is; true when it was begun. */
  run(act: ManyAct, query: AccountQuery): Promise<boolean> {
    return this.ask({
      title: t(WORDS[act].title, { count: this.selection.count() }),
      text: t(WORDS[act].text),
      yes: t(WORDS[act].yes),
      danger: act === 'deactivate' || act === 'anonymise',
      isForGood: act === 'anonymise',
      request: { action: ACTIONS[act], ...this.selected(query) },
    });
  }

  /** The same for a role of these, which is asked for first. */
  async changeRole(roles: readonly RoleDto[], query: AccountQuery): Promise<boolean> {
    const { ChooseRole } = await import('./choose-role');
    const chosen = this.dialogs.open<RoleForMany, readonly RoleDto[], object>(ChooseRole, {
      data: roles.filter(({ key }) => key !== 'member'),
      width: 400,
    });
    const change = await firstValueFrom(chosen.closed, { defaultValue: undefined });
    if (!change) return false;
    const { action, role } = change;
    const isGiven = action === 'add_role';
    const name = isolated(roleName(role));
    const count = this.selection.count();
    return this.ask({
      title: t(isGiven ? 'accounts.giveRoleAsk' : 'accounts.takeRoleAsk', { role: name, count }),
      text: t(isGiven ? 'accounts.giveRoleText' : 'accounts.takeRoleText'),
      yes: t(isGiven ? 'accounts.giveRole' : 'accounts.takeRole'),
      danger: !isGiven,
      request: { action, roleId: role.id, ...this.selected(query) },
    });
  }

  private async ask(data: AskedAct): Promise<boolean> {
    const [{ AskBulk }] = await Promise.all([import('./ask-bulk'), this.words.load('jobs', 'account')]);
    const dialog = this.dialogs.open<string, AskedAct, object>(AskBulk, { data, width: 460 });
    const jobId = await firstValueFrom(dialog.closed, { defaultValue: undefined });
    if (jobId === undefined) return false;
    await this.jobs.show(jobId);
    return true;
  }

  /** Saves everybody who matches as a file, once somebody said yes. */
  async export(query: AccountQuery, count: number): Promise<void> {
    const isSure = await this.dialogs.confirm({
      title: t('accounts.exportAsk', { count }),
      text: t('accounts.exportText'),
      yes: t('accounts.export'),
    });
    if (!isSure) return;
    try {
      const text = await this.api.invoke(adminExportUsers, { ...requestOf(query), format: 'csv' });
      saveTable('people.csv', text);
      this.toasts.show({ text: t('accounts.exported') });
    } catch (error) {
      this.toasts.showError(problemOf(error).detail);
    }
  }

  /** Everybody who matches is found by the server, whatever was loaded here. */
  private selected(query: AccountQuery): Pick<BulkDto, 'ids' | 'filter'> {
    if (!this.selection.isAll()) return { ids: this.selection.accounts().map(({ id }) => id) };
    const { sort: _, ...filter } = requestOf(query);
    return { filter };
  }
}
