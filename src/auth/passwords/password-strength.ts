import { type TranslationKeys, ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary as commonDictionary } from '@zxcvbn-ts/language-common';
import { dictionary as englishDictionary } from '@zxcvbn-ts/language-en';

/** Whose password it is to be; what everybody knows of them is no secret. */
export interface PasswordOwner {
  readonly username: string;
  readonly email: string;
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
}

const PRODUCT = 'parley';
/** Guesses to the power of ten that a password must withstand: zxcvbn's third step, good against an online attack. */
const ENOUGH = 8;
/** The time grows faster than the length: of a longer password its beginning and its end are looked at. */
const LOOKED_AT = 24;
/** A word that is among the first ten thousand guesses, with a few digits or signs around it, is no secret. */
const COMMON_WORD = 4;
const MAX_DECORATION = 8;

let estimator: ZxcvbnFactory | undefined;

/** Made when it is first needed: the dictionaries take a tenth of a second and some twenty megabytes. */
function estimatorOf(): ZxcvbnFactory {
  estimator ??= new ZxcvbnFactory({
    dictionary: { ...commonDictionary, ...englishDictionary },
    graphs: adjacencyGraphs,
    // Every further one multiplies the time, which somebody may ask for again and again.
    l33tMaxSubstitutions: 5,
  });
  return estimator;
}

/** How well a password withstands guessing. */
export interface PasswordStrength {
  /** Guesses to the power of ten, of its better end. */
  readonly guessesLog10: number;
  /** Why it is too easy to guess; undefined when it is not. */
  readonly weakness?: Weakness;
}

/** What makes a password easy to guess: what zxcvbn warns of, and what it does not. */
export type Weakness = ZxcvbnWarning | 'decoratedWord' | 'guessedQuickly';
type ZxcvbnWarning = keyof TranslationKeys['warnings'];

/** The same on the server, which decides, and in the client, which says so while one types. Some milliseconds. */
export function strengthOf(typed: string, owner: PasswordOwner): PasswordStrength {
  // Wide and styled letters are guessed as the plain ones.
  const password = typed.normalize('NFKC');
  const known = knownOf(owner);
  const estimates = endsOf(password).map((end) => estimatorOf().check(end, known));
  const [best] = estimates.sort((a, b) => b.guessesLog10 - a.guessesLog10);
  const guessesLog10 = best?.guessesLog10 ?? 0;
  // Without translations of its own the estimator says its warnings by their keys.
  if (guessesLog10 < ENOUGH) {
    return { guessesLog10, weakness: (best?.feedback.warning as ZxcvbnWarning | null | undefined) ?? 'guessedQuickly' };
  }
  if (isAllKnown(password, known)) return { guessesLog10, weakness: 'userInputs' };
  return isDecoratedWord(password, known) ? { guessesLog10, weakness: 'decoratedWord' } : { guessesLog10 };
}

function endsOf(password: string): string[] {
  const characters = [...password];
  if (characters.length <= LOOKED_AT) return [password];
  return [characters.slice(0, LOOKED_AT).join(''), characters.slice(-LOOKED_AT).join('')];
}

function isDecoratedWord(password: string, known: string[]): boolean {
  const word = password.replace(/^[\d\W_]+|[\d\W_]+$/g, '');
  const decoration = password.length - word.length;
  if (word.length < 4 || word.length > LOOKED_AT || decoration === 0 || decoration > MAX_DECORATION) return false;
  return estimatorOf().check(word, known).guessesLog10 < COMMON_WORD;
}

/** Nothing but what others know, put together: zxcvbn takes three pieces for much, whatever they are. */
function isAllKnown(password: string, known: readonly string[]): boolean {
  const longestFirst = [...known].sort((a, b) => b.length - a.length);
  const rest = longestFirst.reduce((text, word) => text.replaceAll(word, ''), password.toLowerCase());
  return rest.length < password.length && rest.length <= MAX_DECORATION && !/\p{L}/u.test(rest);
}

/** Everything that others know, whole and in parts. */
function knownOf({ username, email, firstName = '', lastName = '' }: PasswordOwner): string[] {
  const names = `${firstName} ${lastName}`.trim();
  const parts = [username, email, names].flatMap((text) => text.split(/[^\p{L}\p{N}]+/u));
  const all = [username, email, email.split('@')[0] ?? '', names, names.replaceAll(' ', ''), ...parts, PRODUCT];
  return [...new Set(all.map((text) => text.toLowerCase()))].filter((text) => text.length >= 3);
}
