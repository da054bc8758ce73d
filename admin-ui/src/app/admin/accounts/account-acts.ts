import { inject, Injectable } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { Api } from '../../api/api';
import { adminEndSessions } from '../../api/fn/administration/admin-end-sessions';
import { adminExportUsers } from '../../api/fn/administration/admin-export-users';
import { adminListUsers } from '../../api/fn/administration/admin-list-users';
import { adminUpdateUser } from '../../api/fn/administration/admin-update-user';
import type { ListedAccountDto } from '../../api/models/listed-account-dto';
import { problemOf } from '../../core/problem';
import { t } from '../../core/words/words';
import { AppDialogs } from '../../ui/dialogs';
import { Toasts } from '../../ui/toast.service';
import { saveFile } from '../save-file';
import { type AccountQuery, requestOf } from './account-query';
import { AccountSelection } from './account-selection';
import { type ManyActs, RunActs } from './run-acts';

/** As many as one answer has at most. */
const PAGE = 200;

const WORDS = {
  deactivate: { title: 'accounts.deactivateAsk', text: 'accounts.deactivateText', yes: 'accounts.deactivate' },
  reactivate: { title: 'accounts.reactivateAsk', text: 'accounts.reactivateText', yes: 'accounts.reactivate' },
  signOut: { title: 'accounts.signOutAsk', text: 'accounts.signOutText', yes: 'accounts.signOut' },
} as const;

export type ManyAct = keyof typeof WORDS;

/** What can be done with those who are selected, or with everybody who matches. */
@Injectable()
export class AccountActs {
  private readonly api = inject(Api);
  private readonly dialogs = inject(AppDialogs);
  private readonly toasts = inject(Toasts);
  private readonly selection = inject(AccountSelection);

  /** Asks, acts on each of them, and says what came of it; true when something was done. */
  async run(act: ManyAct, query: AccountQuery): Promise<boolean> {
    const count = this.selection.count();
    let done = 0;
    const data: ManyActs = {
      title: t(WORDS[act].title, { count }),
      text: t(WORDS[act].text),
      yes: t(WORDS[act].yes),
      danger: act === 'deactivate',
      count,
      people: this.selection.isAll() ? this.everybody(query) : this.selection.accounts(),
      act: async ({ id }) => {
        await this.do(act, id);
        done++;
      },
    };
    const dialog = this.dialogs.open<void, ManyActs, RunActs>(RunActs, { data, width: 460 });
    await firstValueFrom(dialog.closed, { defaultValue: undefined });
    return done > 0;
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
      // The mark by which programs for tables know the encoding is lost where an answer is read as text.
      saveFile('people.csv', new Blob(['\uFEFF', text.replace(/^\uFEFF/, '')], { type: 'text/csv' }));
      this.toasts.show({ text: t('accounts.exported') });
    } catch (error) {
      this.toasts.showError(problemOf(error).detail);
    }
  }

  private do(act: ManyAct, id: string): Promise<unknown> {
    if (act === 'signOut') return this.api.invoke(adminEndSessions, { id });
    return this.api.invoke(adminUpdateUser, { id, body: { isActive: act === 'reactivate' } });
  }

  /** By username: whatever is done to them, nobody changes place. */
  private async *everybody(query: AccountQuery): AsyncGenerator<ListedAccountDto> {
    for (let cursor: string | null | undefined; cursor !== null;) {
      const request = { ...requestOf(query), sort: 'username' as const, limit: PAGE };
      const page = await this.api.invoke(adminListUsers, { ...request, ...(cursor && { cursor }) });
      yield* page.items;
      cursor = page.nextCursor;
    }
  }
}
