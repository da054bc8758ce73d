import type { ReadableText } from '../../messages/reading/message-texts.js';
import { textsOf } from '../index/message-lexemes.js';
import { inTurns } from './in-turns.js';
import { fits, type Term, type WantedWord } from '../query/terms.js';
import { type WordPlace, wordPlaces, wordsAt } from '../words/tokenizer.js';

const DAY_MS = 86_400_000;
const HALF_LIFE_DAYS = 60;
/** Words of a text that is neither short nor long. */
const MIDDLE_LENGTH = 20;
const WORTH = { asTyped: 3, beginning: 1, correction: 1, adjacent: 2, near: 0.5, short: 2, recent: 3 };
/** Places between words that belong together. */
const NEAR = 6;

/**
 * Messages, the best first, as of a moment. Words as they were typed count more than what begins with them, and that more
 * than a corrected slip; words next to each other, short messages and new ones count more.
 */
export async function bestFirst(
  messages: readonly ReadableText[],
  terms: readonly Term[],
  now: Date,
): Promise<ReadableText[]> {
  const wanted = terms.filter(({ isExcluded }) => !isExcluded);
  const scored = await inTurns(messages, (message) => ({ message, score: scoreOf(message, wanted, now) }));
  return scored.sort((a, b) => b.score - a.score).map(({ message }) => message);
}

function scoreOf(message: ReadableText, terms: readonly Term[], now: Date): number {
  const texts = textsOf(message).map(wordPlaces);
  const best = Math.max(0, ...texts.map((places) => scoreOfText(places, terms)));
  const length = texts.reduce((sum, places) => sum + places.length, 0);
  const ageDays = (now.getTime() - message.createdAt.getTime()) / DAY_MS;
  return best + WORTH.short / (1 + length / MIDDLE_LENGTH) + WORTH.recent * 2 ** (-ageDays / HALF_LIFE_DAYS);
}

function scoreOfText(places: readonly WordPlace[], terms: readonly Term[]): number {
  let score = 0;
  let before: number | undefined;
  for (const { wanted } of terms) {
    const { worth, at } = bestPlace(places, wanted[0] ?? []);
    score += worth;
    if (at !== undefined && before !== undefined) {
      if (at === before + 1) score += WORTH.adjacent;
      else if (Math.abs(at - before) < NEAR) score += WORTH.near;
    }
    before = at;
  }
  return score;
}

function bestPlace(
  places: readonly WordPlace[],
  ways: readonly WantedWord[],
): { worth: number; at: number | undefined } {
  let best: { worth: number; at: number | undefined } = { worth: 0, at: undefined };
  places.forEach((place, at) => {
    for (const word of wordsAt(place)) {
      const worth = worthOf(word, ways);
      if (worth > best.worth) best = { worth, at };
    }
  });
  return best;
}

function worthOf(word: string, ways: readonly WantedWord[]): number {
  const wanted = ways.find((way) => fits(way, word));
  if (!wanted) return 0;
  if (wanted.isCorrection) return WORTH.correction;
  if (word === (wanted.whole ?? wanted.word)) return WORTH.asTyped;
  return WORTH.beginning + wanted.word.length / word.length;
}
