import { afterNextRender, ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { form, FormField, required } from '@angular/forms/signals';
import { Router, RouterLink } from '@angular/router';
import { destination } from '../../core/entry.guards';
import { FormSubmission } from '../../core/form-submission';
import { type AskedFactor, askedFactorIn, type Problem } from '../../core/problem';
import { ServerMeta } from '../../core/server-meta';
import { Session } from '../../core/session';
import type { SessionEndReason } from '../../core/session-end';
import type { PlainKey } from '../../core/words/catalogue';
import { Control, Field } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { EntryPage } from '../entry/entry-page';
import { PasswordField } from '../entry/password-field';
import { PasskeySignIn } from './passkey-sign-in';
import { SecondStep } from './second-step';
import { around, t } from '../../core/words/words';

/** Why somebody finds themselves here. */
const ENDED: Readonly<Record<SessionEndReason, PlainKey>> = {
  signed_out: 'ended.signed_out',
  signed_out_elsewhere: 'ended.signed_out_elsewhere',
  replaced: 'ended.replaced',
  password_changed: 'ended.password_changed',
  ended_by_administrator: 'ended.ended_by_administrator',
  deactivated: 'ended.deactivated',
  token_reused: 'ended.token_reused',
  too_many_sessions: 'ended.too_many_sessions',
  expired: 'ended.expired',
};

/** Signing in with a username or an e-mail address. */
@Component({
  selector: 'app-login',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Control, EntryPage, Field, FormField, Icon, PasskeySignIn, PasswordField, RouterLink, SecondStep],
  templateUrl: './login.html',
  styleUrl: '../entry/entry-form.css',
})
export class Login {
  protected readonly around = around;
  protected readonly t = t;
  /** Where to go afterwards; from the address. */
  readonly next = input<string>();

  private readonly session = inject(Session);
  private readonly router = inject(Router);
  private readonly server = inject(ServerMeta);

  protected readonly form = form(signal({ login: '', password: '' }), (path) => {
    required(path.login, { message: () => t('login.enterName') });
    required(path.password, { message: () => t('login.enterPassword') });
  });
  protected readonly submission = new FormSubmission({ login: this.form.login, password: this.form.password });
  protected readonly isShared = signal(false);
  protected readonly hasForgotten = signal(false);
  /** What is asked besides the password, which was right. */
  protected readonly asked = signal<AskedFactor | undefined>(undefined);
  /** Why the password is asked for again. */
  protected readonly sentBack = signal<string | undefined>(undefined);
  protected readonly ended = this.whyHere();
  /** The server mails a link to whoever forgot their password. */
  protected readonly isMailed = computed(() => this.server.meta()?.features.mail === true);
  protected readonly isOpen = computed(() => this.server.meta()?.registration === 'open');
  protected readonly organisation = computed(() => this.server.organisation() ?? 'Parley');

  constructor() {
    afterNextRender(() => this.form.login().focusBoundControl());
  }

  private whyHere(): (typeof ENDED)[keyof typeof ENDED] | undefined {
    const reason = this.session.takeEnd();
    return reason && ENDED[reason];
  }

  protected async signIn(): Promise<void> {
    this.sentBack.set(undefined);
    const isRight = await this.submission.run(() => this.givePassword(), besidePassword);
    if (isRight && !this.asked()) await this.goOn();
  }

  protected async goOn(): Promise<void> {
    await this.router.navigateByUrl(destination(this.next()));
  }

  protected askAgain(reason: string | undefined): void {
    this.asked.set(undefined);
    this.sentBack.set(reason);
    setTimeout(() => this.form.password().focusBoundControl());
  }

  private async givePassword(): Promise<void> {
    try {
      await this.session.login({ ...this.form().value(), shared: this.isShared() });
    } catch (error) {
      const asked = askedFactorIn(error);
      if (!asked) throw error;
      this.asked.set(asked);
    }
  }
}

/** The server does not say which of the two is wrong; the cursor goes to the one that is worth retyping. */
function besidePassword(problem: Problem): Problem {
  if (problem.code !== 'invalid_credentials') return problem;
  return { ...problem, errors: [{ pointer: '/password', code: problem.code, detail: problem.detail }] };
}
