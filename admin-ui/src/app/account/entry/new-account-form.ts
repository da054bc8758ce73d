import { signal } from '@angular/core';
import { form, maxLength, minLength, pattern, readonly, required } from '@angular/forms/signals';
import type { LimitsDto } from '../../api/models/limits-dto';
import { FormSubmission, type SubmittedField } from '../../core/form-submission';
import { t } from '../../core/words/words';

/** What somebody types to get an account. */
export interface NewAccount {
  username: string;
  email: string;
  password: string;
  firstName: string;
  lastName: string;
}

type Limits = Pick<
  LimitsDto,
  'usernameMinLength' | 'usernameMaxLength' | 'passwordMinLength' | 'passwordMaxLength' | 'nameLength'
>;

/** As the server has them; used until it has said so. */
const USUAL: Limits = {
  usernameMinLength: 3,
  usernameMaxLength: 32,
  passwordMinLength: 10,
  passwordMaxLength: 200,
  nameLength: 150,
};

/** The form of a new account with the server's rules. Create it where things can be injected. */
export class NewAccountForm {
  private readonly model = signal<NewAccount>({ username: '', email: '', password: '', firstName: '', lastName: '' });
  readonly isEmailGiven = signal(false);
  readonly fields;
  readonly submission;

  /** What else the page asks goes before it in the same request. */
  constructor(
    readonly limits: Limits = USUAL,
    before: Readonly<Record<string, () => SubmittedField>> = {},
  ) {
    const { usernameMinLength, usernameMaxLength, passwordMinLength, passwordMaxLength } = limits;
    this.fields = form(this.model, (path) => {
      maxLength(path.firstName, limits.nameLength, { message: () => t('form.atMost', { count: limits.nameLength }) });
      maxLength(path.lastName, limits.nameLength, { message: () => t('form.atMost', { count: limits.nameLength }) });
      required(path.username, { message: () => t('account.chooseUsername') });
      minLength(path.username, usernameMinLength, { message: () => t('form.atLeast', { count: usernameMinLength }) });
      maxLength(path.username, usernameMaxLength, { message: () => t('form.atMost', { count: usernameMaxLength }) });
      pattern(path.username, /^[A-Za-z0-9._-]*$/, { message: () => t('account.usernameLetters') });
      readonly(path.email, { when: this.isEmailGiven });
      required(path.email, { message: () => t('account.enterEmail') });
      pattern(path.email, /^\s*\S+@\S+\.\S+\s*$/, { message: () => t('account.emailLike') });
      required(path.password, { message: () => t('account.choosePassword') });
      minLength(path.password, passwordMinLength, { message: () => t('form.atLeast', { count: passwordMinLength }) });
      maxLength(path.password, passwordMaxLength, { message: () => t('form.atMost', { count: passwordMaxLength }) });
    });
    const { username, email, password, firstName, lastName } = this.fields;
    this.submission = new FormSubmission<string>({ ...before, firstName, lastName, username, email, password });
  }

  /** What to send; names that were left empty are left out. */
  value(): { username: string; email: string; password: string; firstName?: string; lastName?: string } {
    const { username, email, password, firstName, lastName } = this.model();
    return {
      username: username.trim(),
      email: email.trim(),
      password,
      ...(firstName.trim() && { firstName: firstName.trim() }),
      ...(lastName.trim() && { lastName: lastName.trim() }),
    };
  }

  /** The address is decided already. */
  giveEmail(email: string): void {
    this.model.update((model) => ({ ...model, email }));
    this.isEmailGiven.set(true);
  }
}
