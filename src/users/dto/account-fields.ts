import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsEmail, IsString, MaxLength, ValidateBy } from 'class-validator';
import { Instant, ShownName, TextOfLength, Trimmed } from '../../core/http/field-rules.js';
import { normalised } from '../../core/http/text.js';
import { isOneEmoji } from '../one-emoji.js';
import {
  MAX_EMAIL_LENGTH,
  MAX_NAME_LENGTH,
  MAX_PASSWORD_LENGTH,
  MAX_USERNAME_LENGTH,
  MIN_PASSWORD_LENGTH,
  MIN_USERNAME_LENGTH,
} from '../users.limits.js';
import { knownTimeZone, presentTimeZone } from '../time-zone-names.js';

/** A family of four with skin tones has eleven code points. */
const MAX_EMOJI_LENGTH = 16;
const USERNAME = /^(?!(?:everyone|here)$)[a-z0-9._-]{3,32}$/;

/** A username; capitals are made small before it is looked at. `everyone` is what mentions all, `here` those who are active. */
export const Username = () =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim().toLowerCase() : value)),
    IsString(),
    rule(
      'invalidUsername',
      'a username has 3 to 32 of a-z, 0-9, dot, underscore and hyphen, and is neither “everyone” nor “here”',
      (value) => USERNAME.test(value),
    ),
    ApiProperty({
      type: String,
      minLength: MIN_USERNAME_LENGTH,
      maxLength: MAX_USERNAME_LENGTH,
      pattern: '^[A-Za-z0-9._-]{3,32}$',
      example: 'ana.berg',
      description: 'Capitals are made small.',
    }),
  );

/** Without what only stands in quotes before the @: few mail servers take it, and nobody has it. */
export const EMAIL_RULES = { blacklisted_chars: '"' };

/** An e-mail address, kept as it was written but for the way its accents are composed. */
export const EmailAddress = (api: ApiPropertyOptions = {}) =>
  applyDecorators(
    Normalised(),
    MaxLength(MAX_EMAIL_LENGTH),
    IsEmail(EMAIL_RULES, { message: 'This is not an email address' }),
    ApiProperty({
      type: String,
      format: 'email',
      maxLength: MAX_EMAIL_LENGTH,
      example: 'ana.berg@example.org',
      ...api,
    }),
  );

const Normalised = () =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? normalised(value).trim() : value));

/** A password that is being chosen. Whether it is easy to guess is decided when it is hashed. */
export const NewPassword = () =>
  applyDecorators(
    // Its length is that of what is hashed: an accent typed as two characters is one.
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? normalised(value) : value)),
    TextOfLength(MIN_PASSWORD_LENGTH, MAX_PASSWORD_LENGTH, {
      format: 'password',
      example: 'seven-otters-in-a-canoe',
      description: 'Not one that is guessed soon, such as a common password, a word with a year or your own name.',
    }),
  );

/** A password that is being proved: any length that somebody could have chosen. */
export const ProvenPassword = () => TextOfLength(1, 1_024, { format: 'password', example: 'seven-otters-in-a-canoe' });

/** A part of a name, or a role such as "Head of sales": one line, may be empty. */
export const PersonalLine = (example: string, { description, min = 0, max = MAX_NAME_LENGTH }: LineOptions = {}) =>
  applyDecorators(
    ShownName(),
    TextOfLength(min, max, { required: false, example, ...(description && { description }) }),
  );

interface LineOptions {
  readonly description?: string;
  /** In code points, like `max`. */
  readonly min?: number;
  readonly max?: number;
}

/** One emoji, or empty. */
export const OneEmoji = () =>
  applyDecorators(
    Trimmed(),
    TextOfLength(0, MAX_EMOJI_LENGTH, { required: false, example: '🌴', description: 'One emoji, or empty.' }),
    rule('notOneEmoji', '$property must be one emoji or empty', (value) => value === '' || isOneEmoji(value)),
  );

/** A time that is still to come. */
export const FutureTime = () =>
  applyDecorators(
    Instant(),
    rule('notInTheFuture', '$property must be in the future', (value) => Date.parse(value) > Date.now()),
  );

/** A language tag (BCP 47). */
export const LanguageTag = () =>
  applyDecorators(
    IsString(),
    MaxLength(35),
    rule('invalidLocale', '$property must be a language tag such as en or pt-BR', isLanguageTag),
  );

/** A time zone of the IANA list, under its present name whatever it was sent as. */
export const TimeZone = () =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' ? (presentTimeZone(value) ?? value) : value,
    ),
    IsString(),
    MaxLength(64),
    rule(
      'invalidTimeZone',
      '$property must be a time zone such as Europe/Berlin',
      (value) => knownTimeZone(value) !== undefined,
    ),
  );

function rule(name: string, message: string, accepts: (value: string) => boolean) {
  return ValidateBy({
    name,
    validator: {
      validate: (value: unknown) => typeof value !== 'string' || accepts(value),
      defaultMessage: () => message,
    },
  });
}

function isLanguageTag(value: string): boolean {
  try {
    return Intl.getCanonicalLocales(value).length === 1;
  } catch {
    // RangeError is how Intl says that it is not one.
    return false;
  }
}
