import { ApiProperty } from '@nestjs/swagger';
import { MayBeAbsent, TextOfLength, Trimmed } from '../../core/http/field-rules.js';
import { LanguageTag, NewPassword } from '../../users/dto/account-fields.js';

/** A link for somebody who is locked out. It works once. */
export class PasswordLinkDto {
  /**
   * Shown this once. It begins at the public address of the server when one is set.
   * @example https://parley.example.org/reset-password?token=hN3kPq8sVw1xZb6cYd0eRf5gTj7mUo2iAl4nXr9tKvE
   */
  url: string;
  /** @example 2026-11-25T08:15:00.000Z */
  expiresAt: Date;
}

/** Whose password a link is for, as shown to whoever holds it. */
export class PasswordLinkOfferDto {
  /** @example ana.berg */
  username: string;
  /** @example "Ana Berg" */
  displayName: string;
  /** @example 2026-11-25T08:15:00.000Z */
  expiresAt: Date;
}

/** Whose password was forgotten. */
export class ForgottenPasswordDto {
  @Trimmed()
  @TextOfLength(1, 254, { example: 'ana.berg', description: 'Username or e-mail address, in any case.' })
  login: string;

  @MayBeAbsent()
  @LanguageTag()
  @ApiProperty({
    type: String,
    required: false,
    example: 'de',
    description: 'The language of whoever asks, for those who chose none for their account.',
  })
  locale?: string;
}

/** The password to have from now on. */
export class ResetPasswordDto {
  @TextOfLength(1, 100, { example: 'hN3kPq8sVw1xZb6cYd0eRf5gTj7mUo2iAl4nXr9tKvE', description: 'From the link.' })
  token: string;

  @NewPassword()
  newPassword: string;
}
