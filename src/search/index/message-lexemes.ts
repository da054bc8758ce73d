import type { MessageText } from '../../messages/reading/message-texts.js';
import { wordsOf } from '../words/tokenizer.js';

/** Under what the index keeps what messages have besides words; no word begins with an `@`. */
export const LINK_LEXEME = '@link';
export const FILE_LEXEME = '@file';
/** Of a tombstone or a system line, which nobody finds: each message has a lexeme, so that places can be counted on. */
const UNFINDABLE = '@';

const LINK = /\bhttps?:\/\//i;

/** Of whoever wrote it. The end of an id is random; two people with the same one are told apart by the message. */
export function senderLexeme(userId: string): string {
  return `@s${userId.slice(-12)}`;
}

export function hasLexeme(value: string): string {
  return `@${value}`;
}

/** Everything that a message says. */
export function textsOf({ subject, body, forwarded, files }: MessageText): string[] {
  return [
    ...(subject === null ? [] : [subject]),
    body,
    ...(forwarded === null ? [] : [forwarded]),
    ...(files ?? []).map(({ name }) => name),
  ];
}

/** What it has besides words: `@link`, `@file`, and of which kind its files are. */
export function marksOf({ body, forwarded, files }: MessageText): Set<string> {
  const marks = new Set<string>();
  if (LINK.test(body) || (forwarded !== null && LINK.test(forwarded))) marks.add(LINK_LEXEME);
  for (const { kind } of files ?? []) marks.add(FILE_LEXEME).add(hasLexeme(kind));
  return marks;
}

/** Under which lexemes a message is found. */
export function lexemesOf(message: MessageText): Set<string> {
  if (message.kind !== 0 || message.deletedAt !== null) return new Set([UNFINDABLE]);
  const lexemes = marksOf(message).add(senderLexeme(message.senderId));
  for (const text of textsOf(message)) for (const word of wordsOf(text)) lexemes.add(word);
  return lexemes;
}

const NEEDS_ESCAPE = /['\\]/;

/** A lexeme as PostgreSQL reads it in a tsvector and in a tsquery. */
export function quoted(lexeme: string): string {
  return NEEDS_ESCAPE.test(lexeme) ? `'${lexeme.replace(/['\\]/g, '$&$&')}'` : `'${lexeme}'`;
}

/** The lexemes of consecutive messages, as text that PostgreSQL reads as a tsvector. */
export function vectorOf(messages: readonly ReadonlySet<string>[]): string {
  const places = new Map<string, number[]>();
  messages.forEach((lexemes, index) => {
    for (const lexeme of lexemes) {
      const known = places.get(lexeme);
      if (known) known.push(index + 1);
      else places.set(lexeme, [index + 1]);
    }
  });
  return [...places].map(([lexeme, at]) => `${quoted(lexeme)}:${at.join(',')}`).join(' ');
}
