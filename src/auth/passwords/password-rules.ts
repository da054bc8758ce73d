import { translations } from '@zxcvbn-ts/language-en';
import { type PasswordOwner, strengthOf, type Weakness } from './password-strength.js';

const SENTENCES: Readonly<Record<Weakness, string>> = {
  ...translations.warnings,
  guessedQuickly: 'It can be guessed quickly.',
  decoratedWord: 'It is a common word with digits and signs around it.',
};

/** Why a password is too easy to guess, as a sentence; undefined when it is not. */
export function weaknessOf(password: string, owner: PasswordOwner): string | undefined {
  const { weakness } = strengthOf(password, owner);
  return weakness && SENTENCES[weakness];
}
