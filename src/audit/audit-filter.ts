import type { Outcome } from './outcome.js';

/** A word that somebody looks for. */
export interface AuditWord {
  /** Its parts without signs (`termsOf`); each must begin a word of the entry. */
  readonly terms: readonly string[];
  /** Those who are called so: entries about them are meant too. */
  readonly people: readonly string[];
}

/** Which entries are wanted: each field must fit, and in a list one of its values. */
export interface AuditFilter {
  readonly actors?: readonly string[];
  readonly targets?: readonly string[];
  /** Names of acts; with `*` at the end all that begin so. */
  readonly actions?: readonly string[];
  readonly outcomes?: readonly Outcome[];
  readonly ips?: readonly string[];
  readonly from?: Date;
  readonly until?: Date;
  readonly words?: readonly AuditWord[];
}

/** The entry after which a page begins. */
export interface AuditPosition {
  readonly at: Date;
  readonly id: string;
}

/** What `audit_words` takes for spaces. */
const SIGNS = /[./\\@\-_:;,'"(){}[\]<>=+*!?#&|%$~^`\s]+/;

/** The parts of a word that can be looked for. */
export function termsOf(word: string): string[] {
  return word.toLowerCase().split(SIGNS).filter(Boolean);
}
