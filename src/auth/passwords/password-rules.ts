import { COMMON_PASSWORDS } from './common-passwords.js';

/** Whose password it is to be; what everybody knows of them is no secret. */
export interface PasswordOwner {
  readonly username: string;
  readonly email: string;
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
}

const PRODUCT = 'parley';

/** True for what anybody would try first: common passwords, one's own name, a row of keys, one thing repeated. */
export function isEasyToGuess(password: string, owner: PasswordOwner): boolean {
  const plain = password.toLowerCase();
  const bare = withoutDecoration(plain);
  return (
    COMMON_PASSWORDS.has(plain) ||
    COMMON_PASSWORDS.has(bare) ||
    ownWords(owner).some((word) => plain === word || bare === word) ||
    isRepeated(plain) ||
    isSequence(plain)
  );
}

/** `parley2026!` is `parley`: digits and signs put around a word make it no harder. */
function withoutDecoration(text: string): string {
  return text.replace(/^[\d\W_]+|[\d\W_]+$/g, '');
}

function ownWords({ username, email, firstName = '', lastName = '' }: PasswordOwner): string[] {
  const [mailbox = '', domain = ''] = email.toLowerCase().split('@');
  const names = [firstName, lastName].map((name) => name.toLowerCase());
  const words = [username, email.toLowerCase(), mailbox, domain, ...names, names.join(''), names.join(' '), PRODUCT];
  return words.filter((word) => word.length >= 3);
}

/** One character, or one short piece, over and over. */
function isRepeated(text: string): boolean {
  return /^(.{1,4})\1+$/su.test(text) && text.length >= 8;
}

const ROWS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertzuiopasdfghjklyxcvbnm',
];
const WAYS = [...ROWS, ...ROWS.map((row) => [...row].reverse().join(''))];

/** A run along the alphabet, the digits or the keyboard, either way. */
function isSequence(text: string): boolean {
  return WAYS.some((row) => row.includes(text));
}
