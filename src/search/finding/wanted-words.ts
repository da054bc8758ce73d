import { FILE_LEXEME, hasLexeme, quoted, senderLexeme } from '../index/message-lexemes.js';
import { fits, type WantedWord } from '../query/terms.js';
import type { LexemeRow } from './search.repository.js';
import type { SearchRequest } from './search-request.js';

/** What the index is asked for: of each list a message must have one. */
export class WantedWords {
  private readonly groups: readonly (readonly WantedWord[])[];
  readonly exact: readonly string[];
  readonly prefixes: readonly string[];

  constructor({ terms, subjects, senders, has }: SearchRequest) {
    const [subject, anotherSubject] = subjects.filter(({ isExcluded }) => !isExcluded);
    this.groups = [
      ...terms.filter(({ isExcluded }) => !isExcluded).flatMap(({ wanted }) => wanted),
      // Of several any will do, which no list of words says.
      ...(subject && !anotherSubject ? subject.wanted : []),
      ...(senders.wanted ? [[...senders.wanted].map((id) => lexeme(senderLexeme(id)))] : []),
      ...[...has.wanted].map((value) => [lexeme(value === 'file' ? FILE_LEXEME : hasLexeme(value))]),
    ];
    const all = this.groups.flat();
    this.exact = all.filter(({ isBeginning }) => !isBeginning).map(({ word }) => word);
    this.prefixes = all.filter(({ isBeginning }) => isBeginning).map(({ word }) => word);
  }

  /** Nothing is asked for: the index can only say which messages there are. */
  get isEmpty(): boolean {
    return this.groups.length === 0;
  }

  /** All of them in one block. */
  get inBlock(): string {
    return this.query(' & ');
  }

  /** All of them in one message. */
  get together(): string {
    return this.query(' <0> ');
  }

  /** At which places of a block all of them are, counted from 1. */
  placesIn(rows: readonly LexemeRow[]): Set<number> {
    let common: Set<number> | undefined;
    for (const group of this.groups) {
      const places = new Set<number>();
      for (const { lexeme: word, positions } of rows) {
        if (!group.some((wanted) => fits(wanted, word))) continue;
        for (const at of positions) if (common?.has(at) !== false) places.add(at);
      }
      common = places;
    }
    return common ?? new Set();
  }

  private query(operator: string): string {
    return this.groups
      .map((group) => `(${group.map(({ word, isBeginning }) => quoted(word) + (isBeginning ? ':*' : '')).join(' | ')})`)
      .join(operator);
  }
}

function lexeme(word: string): WantedWord {
  return { word, isBeginning: false };
}
