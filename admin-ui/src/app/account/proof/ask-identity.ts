import { inject, Injector } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type { ProofMethod } from '../../core/problem';
import { Words } from '../../core/words/loading';
import type { ConfirmIdentity } from './confirm-identity';

/** Asks by a dialog, whose code comes when it is first needed; where it does not come, nothing is confirmed. */
export function askIdentity(): (methods: readonly ProofMethod[]) => Promise<boolean> {
  const injector = inject(Injector);
  const ask = async (methods: readonly ProofMethod[]): Promise<boolean> => {
    const [{ AppDialogs }, { ConfirmIdentity: Dialog }] = await Promise.all([
      import('../../ui/dialogs'),
      import('./confirm-identity'),
      injector.get(Words).load('account'),
    ]);
    const options = { data: methods, width: 420, fillsPhone: false };
    const ref = injector.get(AppDialogs).open<boolean, readonly ProofMethod[], ConfirmIdentity>(Dialog, options);
    return (await firstValueFrom(ref.closed, { defaultValue: false })) === true;
  };
  return (methods) => ask(methods).catch(() => false);
}
