import { Injectable } from '@nestjs/common';
import type { MessageText } from '../../messages/reading/message-texts.js';
import { textsOf } from '../index/message-lexemes.js';
import { misspellings } from '../query/misspellings.js';
import type { Term, WantedWord } from '../query/terms.js';
import { wordsOf } from '../words/tokenizer.js';
import type { SearchRequest } from './search-request.js';
import { SearchRepository } from './search.repository.js';

/** A word as it was typed, and one that was found in its place. */
export interface Correction {
  readonly from: string;
  readonly to: string;
}

const MOST_SHOWN = 5;
/** Each has a thousand slips, and each of these is looked up. */
const MOST_CORRECTED = 4;

/** Finds what was meant when something was typed with one slip of the finger. */
@Injectable()
export class Corrections {
  constructor(private readonly index: SearchRepository) {}

  /** The same search with the words that are one slip away, as far as they are written anywhere; undefined without any. */
  async correct(reader: string, request: SearchRequest): Promise<SearchRequest | undefined> {
    const correctable = request.terms.filter(isCorrectable).slice(0, MOST_CORRECTED);
    const slips = new Map(correctable.map((term) => [term, misspellings(typedWord(term))]));
    const all = [...new Set([...slips.values()].flat())];
    if (all.length === 0) return undefined;
    const known = await this.index.known(reader, all);
    if (known.size === 0) return undefined;
    const terms = request.terms.map((term) => {
      const words = (slips.get(term) ?? []).filter((word) => known.has(word));
      return {
        ...term,
        wanted: words.length === 0 ? term.wanted : [[...(term.wanted[0] ?? []), ...words.map(corrected)]],
      };
    });
    return { ...request, terms };
  }
}

/** By which words these messages were found that nobody typed; those that were found most often first. */
export function correctionsIn(request: SearchRequest, messages: readonly MessageText[]): Correction[] {
  const counts = new Map<string, { readonly correction: Correction; count: number }>();
  for (const message of messages) {
    const words = new Set(textsOf(message).flatMap((text) => [...wordsOf(text)]));
    for (const { typed, wanted } of request.terms) {
      for (const { word } of wanted.flat().filter((one) => one.isCorrection && words.has(one.word))) {
        const key = `${typed} ${word}`;
        const known = counts.get(key) ?? { correction: { from: typed, to: word }, count: 0 };
        known.count += 1;
        counts.set(key, known);
      }
    }
  }
  return [...counts.values()]
    .sort((a, b) => b.count - a.count)
    .slice(0, MOST_SHOWN)
    .map(({ correction }) => correction);
}

function isCorrectable({ isExcluded, literal, phrase }: Term): boolean {
  return !isExcluded && literal === undefined && phrase === undefined;
}

function typedWord({ wanted }: Term): string {
  const [word] = wanted[0] ?? [];
  return word?.whole ?? word?.word ?? '';
}

function corrected(word: string): WantedWord {
  return { word, isBeginning: false, isCorrection: true };
}
