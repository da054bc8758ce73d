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

  /**
   * The device makes one, which is known by the name of the device until it has another: cancelled naming leaves none behind that
   * only the device knows. Answers the recovery codes that came with the first factor; undefined where none was made.
   */
  async add(): Promise<readonly string[] | undefined> {
    try {
      const { challenge, options } = await this.api.invoke(getPasskeyOptions);
      const response = await makePasskey(options);
      if (typeof response === 'string') {
        this.toasts.showError(t(response === 'known-already' ? 'passkey.knownAlready' : 'passkey.notMade'));
        return undefined;
      }
      const name = deviceName(navigator.userAgent);
      const added = await this.api.invoke(addPasskey, { body: { challenge, name, response } });
      await this.rename(added, t('passkey.nameIt'));
      return added.recoveryCodes ?? [];
    } catch (error) {
      this.toasts.showError(problemOf(error).detail);
      return undefined;
    }
  }

  async rename({ id, name }: PasskeyDto, heading = t('passkey.rename')): Promise<void> {
    const give = (given: string) => this.api.invoke(renamePasskey, { id, body: { name: given } });
    const data: NamedPasskey = { heading, name, give };
    const ref = this.dialogs.open<void, NamedPasskey, NamePasskey>(NamePasskey, {
      data,
      width: 420,
      fillsPhone: false,
    });
    await firstValueFrom(ref.closed, { defaultValue: undefined });
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
}
