import type { Signal, WritableSignal } from '@angular/core';
import type { PlainKey } from '../../core/words/catalogue';

/** Something that may be meant by what is typed. */
export interface Completion {
  readonly key: string;
  /** What takes the place of what was typed. */
  readonly text: string;
  readonly name: string;
  readonly about?: string;
  /** Whose picture stands before it. */
  readonly personId?: string;
  readonly picture?: string | null;
  readonly emoji?: string;
  /** It is a team. */
  readonly isTeam?: boolean;
}

/** Offers completions for words that begin with a sign. */
export interface CompletionSource {
  readonly sign: '@' | ':';
  /** The word behind the sign, up to the cursor. */
  readonly word: RegExp;
  /** What the list is called. */
  readonly label: PlainKey;
  /** What is typed behind the sign; undefined when nothing is to be found. */
  readonly term: WritableSignal<string | undefined>;
  readonly options: Signal<readonly Completion[]>;
  /** One was taken. */
  taken?(completion: Completion): void;
}

/** A word that is being typed: where its sign stands, and what follows. */
export interface TypedWord {
  readonly start: number;
  readonly term: string;
}

/** Not in an address, a time or a word. */
const BEFORE_SIGN = /[\p{L}\p{N}_.@:/\\]$/u;
const FENCE = /^[ \t]*(?:`{3}|~{3})/gm;

/** The word of a source that ends at the cursor; none in code. */
export function typedWord(
  before: string,
  { sign, word }: Pick<CompletionSource, 'sign' | 'word'>,
): TypedWord | undefined {
  const start = before.lastIndexOf(sign);
  const term = before.slice(start + 1);
  if (start < 0 || !word.test(term) || BEFORE_SIGN.test(before.slice(0, start)) || isInCode(before)) return undefined;
  return { start, term };
}

function isInCode(before: string): boolean {
  if ([...before.matchAll(FENCE)].length % 2 === 1) return true;
  const line = before.slice(before.lastIndexOf('\n') + 1);
  return line.split('`').length % 2 === 0;
}
