import { inject, Injectable } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { Api } from '../../api/api';
import { adminUpdateUser } from '../../api/fn/administration/admin-update-user';
import type { ListedAccountDto } from '../../api/models/listed-account-dto';
import { isolated } from '../../core/isolated';
import { problemOf } from '../../core/problem';
import { t } from '../../core/words/words';
import { AppDialogs } from '../../ui/dialogs';
import { Toasts } from '../../ui/toast.service';
import { EndAccount, type EndedAccount } from './end-account';

/** The end of an account and the way back: what would happen is said first, and deactivating can be undone at once. */
@Injectable({ providedIn: 'root' })
export class AccountEnding {
  private readonly api = inject(Api);
  private readonly dialogs = inject(AppDialogs);
  private readonly toasts = inject(Toasts);

  /** `changed` is called when it was done, and when it was undone. */
  async deactivate(account: ListedAccountDto, changed: () => void): Promise<void> {
    if (!(await this.ask({ account, act: 'deactivate' }))) return;
    changed();
    this.toasts.show({
      text: t('peek.isDeactivated', { name: isolated(account.displayName) }),
      action: { label: t('action.undo'), run: () => void this.reactivate(account, changed) },
    });
  }

  async reactivate({ id, displayName }: ListedAccountDto, changed: () => void): Promise<void> {
    try {
      await this.api.invoke(adminUpdateUser, { id, body: { isActive: true } });
      this.toasts.show({ text: t('peek.isReactivated', { name: isolated(displayName) }) });
    } catch (error) {
      this.toasts.showError(problemOf(error).detail);
    }
    changed();
  }

  async anonymise(account: ListedAccountDto, changed: () => void): Promise<void> {
    if (!(await this.ask({ account, act: 'anonymise' }))) return;
    changed();
    this.toasts.show({ text: t('ending.anonymised') });
  }

  private async ask(data: EndedAccount): Promise<boolean> {
    const dialog = this.dialogs.open<boolean, EndedAccount, EndAccount>(EndAccount, { data, width: 520 });
    return (await firstValueFrom(dialog.closed, { defaultValue: false })) === true;
  }
}
