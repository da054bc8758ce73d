import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { Api } from '../../api/api';
import { getPasskeySignInOptions } from '../../api/fn/sign-in/get-passkey-sign-in-options';
import { signInWithPasskey } from '../../api/fn/sign-in/sign-in-with-passkey';
import { FormSubmission } from '../../core/form-submission';
import type { Problem } from '../../core/problem';
import { canUsePasskeys, signWithPasskey } from '../../core/proof/passkeys';
import { ServerMeta } from '../../core/server-meta';
import { Session } from '../../core/session';
import { t } from '../../core/words/words';
import { Icon } from '../../ui/icon';

/** Signing in with a passkey alone, where both server and browser have them; else nothing. */
@Component({
  selector: 'app-passkey-sign-in',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    @if (isOffered()) {
      <button
        type="button"
        class="btn line lg block"
        [attr.aria-disabled]="submission.isBusy() || null"
        (click)="signIn()"
      >
        <app-icon name="key" />{{ t('factor.signInWithPasskey') }}
      </button>
      @if (submission.failure(); as failure) {
        <p class="hint bad" role="alert">{{ failure }}</p>
      } @else if (isNotGiven()) {
        <p class="hint" role="status">{{ t('factor.passkeyNotGiven') }}</p>
      }
    }
  `,
  styles: `
    :host {
      display: block;
    }
    .btn {
      margin-block-start: 12px;
    }
  `,
})
export class PasskeySignIn {
  protected readonly t = t;
  /** Others use this device too. */
  readonly isShared = input(false);
  readonly arrived = output<void>();

  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly server = inject(ServerMeta);
  protected readonly isOffered = computed(() => this.server.meta()?.features.passkeys === true && canUsePasskeys());
  protected readonly submission = new FormSubmission<never>({});
  protected readonly isNotGiven = signal(false);

  protected async signIn(): Promise<void> {
    this.isNotGiven.set(false);
    const isDone = await this.submission.run(async () => {
      const { challenge, options } = await this.api.invoke(getPasskeySignInOptions);
      const response = await signWithPasskey(options);
      if (typeof response === 'string') return this.isNotGiven.set(true);
      const body = { challenge, response, shared: this.isShared(), delivery: 'cookie' } as const;
      await this.session.signInBy(() => this.api.invoke(signInWithPasskey, { body }));
    }, ofPasskey);
    if (isDone && !this.isNotGiven()) this.arrived.emit();
  }
}

/** The server says of a passkey what it says of a code. */
function ofPasskey(problem: Problem): Problem {
  if (problem.code !== 'wrong_code') return problem;
  return { ...problem, detail: t('factor.passkeyUnknown'), errors: [] };
}
