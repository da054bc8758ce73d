import { signal } from '@angular/core';
import { form, maxLength, minLength, pattern, readonly, required } from '@angular/forms/signals';
import type { LimitsDto } from '../../api/models/limits-dto';
import { FormSubmission, type SubmittedField } from '../../core/form-submission';

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
      maxLength(path.firstName, limits.nameLength, { message: `Use at most ${limits.nameLength} characters.` });
      maxLength(path.lastName, limits.nameLength, { message: `Use at most ${limits.nameLength} characters.` });
      required(path.username, { message: 'Choose a username.' });
      minLength(path.username, usernameMinLength, { message: `Use at least ${usernameMinLength} characters.` });
      maxLength(path.username, usernameMaxLength, { message: `Use at most ${usernameMaxLength} characters.` });
      pattern(path.username, /^[A-Za-z0-9._-]*$/, { message: 'Use letters, digits, dot, dash and underscore.' });
      readonly(path.email, { when: this.isEmailGiven });
      required(path.email, { message: 'Enter your email address.' });
      pattern(path.email, /^\s*\S+@\S+\.\S+\s*$/, { message: 'Enter an email address, such as ana@example.org.' });
      required(path.password, { message: 'Choose a password.' });
      minLength(path.password, passwordMinLength, { message: `Use at least ${passwordMinLength} characters.` });
      maxLength(path.password, passwordMaxLength, { message: `Use at most ${passwordMaxLength} characters.` });
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
