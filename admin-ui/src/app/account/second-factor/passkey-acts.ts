import { inject, Injectable } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { Api } from '../../api/api';
import { addPasskey } from '../../api/fn/sign-in/add-passkey';
import { getPasskeyOptions } from '../../api/fn/sign-in/get-passkey-options';
import { removePasskey } from '../../api/fn/sign-in/remove-passkey';
import { renamePasskey } from '../../api/fn/sign-in/rename-passkey';
import type { PasskeyDto } from '../../api/models/passkey-dto';
import { isolated } from '../../core/isolated';
import { problemOf } from '../../core/problem';
import { makePasskey } from '../../core/proof/passkeys';
import { t } from '../../core/words/words';
import { AppDialogs } from '../../ui/dialogs';
import { Toasts } from '../../ui/toast.service';
import { deviceName } from '../settings/device-name';
import { NamePasskey, type NamedPasskey } from './name-passkey';

/** What is done to my passkeys. */
@Injectable({ providedIn: 'root' })
export class PasskeyActs {
  private readonly api = inject(Api);
  private readonly dialogs = inject(AppDialogs);
  private readonly toasts = inject(Toasts);

  /** The device makes one, and then it is named. Answers the recovery codes that came with the first factor, and whether there is a new one. */
  async add(): Promise<{ readonly isAdded: boolean; readonly recoveryCodes: readonly string[] }> {
    let recoveryCodes: readonly string[] = [];
    let isAdded = false;
    try {
      const { challenge, options } = await this.api.invoke(getPasskeyOptions);
      const response = await makePasskey(options);
      if (typeof response === 'string') {
        this.toasts.showError(t(response === 'known-already' ? 'passkey.knownAlready' : 'passkey.notMade'));
        return { isAdded, recoveryCodes };
      }
      await this.name({
        heading: t('passkey.nameIt'),
        name: deviceName(navigator.userAgent),
        yes: t('passkey.add'),
        give: async (name) => {
          ({ recoveryCodes = [] } = await this.api.invoke(addPasskey, { body: { challenge, name, response } }));
          isAdded = true;
        },
      });
    } catch (error) {
      this.toasts.showError(problemOf(error).detail);
    }
    return { isAdded, recoveryCodes };
  }

  rename({ id, name }: PasskeyDto): Promise<void> {
    return this.name({
      heading: t('passkey.rename'),
      name,
      yes: t('action.save'),
      give: (given) => this.api.invoke(renamePasskey, { id, body: { name: given } }),
    });
  }

  async remove({ id, name }: PasskeyDto): Promise<void> {
    const isSure = await this.dialogs.confirm({
      title: t('passkey.removeAsk', { name: isolated(name) }),
      text: t('passkey.removeText'),
      yes: t('passkey.remove'),
      danger: true,
    });
    if (!isSure) return;
    try {
      await this.api.invoke(removePasskey, { id });
      this.toasts.show({ text: t('passkey.removed', { name: isolated(name) }) });
    } catch (error) {
      this.toasts.showError(problemOf(error).detail);
    }
  }

  private async name(data: NamedPasskey): Promise<void> {
    const ref = this.dialogs.open<void, NamedPasskey, NamePasskey>(NamePasskey, {
      data,
      width: 420,
      fillsPhone: false,
    });
    await firstValueFrom(ref.closed, { defaultValue: undefined });
  }
}
