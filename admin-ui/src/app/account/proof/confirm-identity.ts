import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { form, required } from '@angular/forms/signals';
import { Api } from '../../api/api';
import { confirmIdentity } from '../../api/fn/sign-in/confirm-identity';
import { getConfirmationOptions } from '../../api/fn/sign-in/get-confirmation-options';
import { FormSubmission } from '../../core/form-submission';
import type { Problem, ProofMethod } from '../../core/problem';
import { canUsePasskeys, signWithPasskey } from '../../core/proof/passkeys';
import { Session } from '../../core/session';
import type { PlainKey } from '../../core/words/catalogue';
import { t } from '../../core/words/words';
import { DialogFrame } from '../../ui/dialog-frame';
import { PasswordField } from '../entry/password-field';
import { CodeField, digitsOf } from '../second-factor/code-field';

const INSTEAD = {
  password: 'factor.usePassword',
  totp: 'factor.useApp',
  passkey: 'factor.usePasskey',
} as const satisfies Partial<Record<ProofMethod, PlainKey>>;
type Method = keyof typeof INSTEAD;

/** Asks whoever is here to prove once more who they are; closes with true when they did. */
@Component({
  selector: 'app-confirm-identity',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CodeField, DialogFrame, PasswordField],
  template: `
    <app-dialog [heading]="t('proof.title')">
      <p class="muted sentence">{{ t('proof.text') }}</p>
      <form id="confirm-identity" novalidate (submit)="$event.preventDefault(); confirm()">
        <input
          class="vh"
          type="text"
          autocomplete="username"
          tabindex="-1"
          aria-hidden="true"
          readonly
          [value]="name()"
        />
        @if (failure(); as failure) {
          <p class="hint bad" role="alert">{{ failure }}</p>
        }
        @switch (method()) {
          @case ('password') {
            <app-password-field [of]="form.answer" [error]="submission.errorOf('answer')" />
          }
          @case ('totp') {
            <app-code-field [of]="form.answer" [error]="submission.errorOf('answer')" (complete)="confirm()" />
          }
          @case ('passkey') {
            <p>{{ t('factor.usePasskeyText') }}</p>
            @if (isNotGiven()) {
              <p class="hint" role="status">{{ t('factor.passkeyNotGiven') }}</p>
            }
          }
        }
        @for (one of others(); track one) {
          <button type="button" class="btn text sm" (click)="use(one)">{{ t(instead[one]) }}</button>
        }
      </form>
      <footer actions>
        <span class="grow"></span>
        <button type="button" class="btn" (click)="ref.close(false)">{{ t('action.cancel') }}</button>
        <button
          form="confirm-identity"
          class="btn primary"
          [attr.aria-disabled]="submission.isBusy() || signing.isBusy() || null"
        >
          {{ t(method() === 'passkey' ? 'factor.usePasskey' : 'proof.confirm') }}
        </button>
      </footer>
    </app-dialog>
  `,
  styles: `
    form {
      display: grid;
      gap: var(--space-12);
      margin-block-start: var(--space-16);
      position: relative;
    }
    .btn.text {
      justify-self: start;
      margin-inline-start: calc(-1 * var(--space-8));
    }
  `,
})
export class ConfirmIdentity {
  protected readonly t = t;
  protected readonly instead = INSTEAD;
  protected readonly ref = inject<DialogRef<boolean>>(DialogRef);
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  protected readonly name = computed(() => this.session.me()?.username ?? '');

  private readonly methods = methodsAmong(inject<readonly ProofMethod[]>(DIALOG_DATA));
  protected readonly method = signal<Method>(this.methods[0] ?? 'password');
  protected readonly others = computed(() => this.methods.filter((one) => one !== this.method()));

  private readonly model = signal({ answer: '' });
  protected readonly form = form(this.model, (path) => {
    required(path.answer, {
      message: () => t(this.method() === 'password' ? 'login.enterPassword' : 'factor.codeMissing'),
    });
  });
  protected readonly submission = new FormSubmission({ answer: this.form.answer });
  protected readonly signing = new FormSubmission<never>({});
  protected readonly failure = computed(() =>
    this.method() === 'passkey' ? this.signing.failure() : this.submission.failure(),
  );
  protected readonly isNotGiven = signal(false);

  protected use(method: Method): void {
    this.method.set(method);
    this.form().reset({ answer: '' });
    if (method === 'passkey') void this.sign();
    else setTimeout(() => this.form.answer().focusBoundControl());
  }

  protected async confirm(): Promise<void> {
    if (this.method() === 'passkey') return this.sign();
    const { answer } = this.model();
    const body = this.method() === 'password' ? { password: answer } : { code: digitsOf(answer) };
    const isDone = await this.submission.run(() => this.api.invoke(confirmIdentity, { body }), besideAnswer);
    if (isDone) this.ref.close(true);
  }

  private async sign(): Promise<void> {
    this.isNotGiven.set(false);
    const isDone = await this.signing.run(async () => {
      const { challenge, options } = await this.api.invoke(getConfirmationOptions);
      const response = await signWithPasskey(options);
      if (typeof response === 'string') return this.isNotGiven.set(true);
      await this.api.invoke(confirmIdentity, { body: { passkey: { challenge, response } } });
    }, ofPasskey);
    if (isDone && !this.isNotGiven()) this.ref.close(true);
  }
}

/** The app first, where there is one: its code is what whoever found an open page does not have. */
function methodsAmong(methods: readonly ProofMethod[]): Method[] {
  const here = (['totp', 'password', 'passkey'] as const).filter((one) => methods.includes(one));
  return here.filter((one) => one !== 'passkey' || canUsePasskeys());
}

function besideAnswer(problem: Problem): Problem {
  if (problem.code !== 'wrong_password' && problem.code !== 'wrong_code') return problem;
  return { ...problem, errors: [{ pointer: '/answer', code: problem.code, detail: problem.detail }] };
}

function ofPasskey(problem: Problem): Problem {
  return problem.code === 'wrong_code' ? { ...problem, detail: t('problem.passkey_refused'), errors: [] } : problem;
}
