import { NgTemplateOutlet } from '@angular/common';
import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  DOCUMENT,
  effect,
  type ElementRef,
  inject,
  Injector,
  input,
  resource,
  signal,
  viewChild,
} from '@angular/core';
import { form, maxLength, minLength, required } from '@angular/forms/signals';
import { RouterLink } from '@angular/router';
import { Api } from '../../api/api';
import { getPasswordLink } from '../../api/fn/sign-in/get-password-link';
import { resetPassword } from '../../api/fn/sign-in/reset-password';
import { FormSubmission } from '../../core/form-submission';
import { isolated } from '../../core/isolated';
import { type Problem, problemOf } from '../../core/problem';
import { ServerMeta } from '../../core/server-meta';
import { Session } from '../../core/session';
import { ErrorState } from '../../ui/error-state';
import { Icon } from '../../ui/icon';
import { Skeleton } from '../../ui/skeleton';
import { EntryPage } from '../entry/entry-page';
import { PasswordField } from '../entry/password-field';
import { around, t } from '../../core/words/words';

/** Another password for whoever holds a link: from an administrator, or by mail. It says first whose account it is. */
@Component({
  selector: 'app-reset-password',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [EntryPage, ErrorState, Icon, NgTemplateOutlet, PasswordField, RouterLink, Skeleton],
  templateUrl: './reset-password.html',
  styleUrl: '../entry/entry-form.css',
})
export class ResetPassword {
  protected readonly around = around;
  protected readonly isolated = isolated;
  protected readonly t = t;
  /** From the address. */
  readonly token = input<string>();

  private readonly api = inject(Api);
  private readonly server = inject(ServerMeta);
  private readonly session = inject(Session);
  private readonly document = inject(DOCUMENT);
  private readonly done = viewChild<ElementRef<HTMLElement>>('done');
  protected readonly shortest = computed(() => this.server.meta()?.limits.passwordMinLength ?? 10);
  protected readonly isMailed = computed(() => this.server.meta()?.features.mail === true);
  protected readonly isDone = signal(false);

  protected readonly offer = resource({
    params: () => this.token() || undefined,
    loader: ({ params: token }) => this.api.invoke(getPasswordLink, { token }),
  });
  protected readonly problem = computed(() => {
    const error = this.offer.error();
    return error && problemOf(error);
  });
  /** Whoever is signed in here, when the link is for somebody else. */
  protected readonly other = computed(() => {
    const me = this.session.me();
    return this.offer.hasValue() && me?.username !== this.offer.value().username ? me : undefined;
  });
  protected readonly owner = computed(() => {
    if (!this.offer.hasValue()) return undefined;
    const { username, displayName } = this.offer.value();
    return { username, email: '', firstName: displayName };
  });
  protected readonly isSignedIn = this.session.isSignedIn;
  protected readonly form = form(signal({ newPassword: '' }), (path) => {
    required(path.newPassword, { message: () => t('account.chooseNewPassword') });
    minLength(path.newPassword, this.shortest, { message: () => t('account.passwordTooShort') });
    maxLength(path.newPassword, 200, { message: () => t('account.passwordTooLong') });
  });
  protected readonly submission = new FormSubmission({ newPassword: this.form.newPassword });

  constructor() {
    const injector = inject(Injector);
    // Until it has answered, its usual limits hold; and it checks them anyway.
    this.server.ensure().catch(() => undefined);
    effect(() => {
      if (this.offer.hasValue() && !this.isDone())
        afterNextRender(() => this.form.newPassword().focusBoundControl(), { injector });
    });
    effect(() => this.done()?.nativeElement.focus());
  }

  protected async reset(): Promise<void> {
    const token = this.token();
    if (token === undefined) return;
    const { newPassword } = this.form().value();
    const isReset = await this.submission.run(
      () => this.api.invoke(resetPassword, { body: { token, newPassword } }),
      (problem) => this.lookAgain(problem),
    );
    if (isReset) this.finish();
  }

  /** Only the sessions of the account are over; the page says so itself, in place of the sign-in page. */
  private finish(): void {
    if (this.session.isSignedIn() && !this.other()) this.session.ended('password_changed');
    this.session.takeEnd();
    this.isDone.set(true);
  }

  /** Loads the sign-in page anew: nothing of whoever was here may be left in memory for whoever comes next. */
  protected async signOut(): Promise<void> {
    await this.session.signOut();
    await this.session.departed();
    this.document.location.assign('/login');
  }

  /** It was used or replaced meanwhile: the page says so in place of the form. */
  private lookAgain(problem: Problem): Problem {
    if (problem.code === 'password_link_invalid') this.offer.reload();
    return problem;
  }
}
