import type { MessageText, ReadableText } from '../../messages/reading/message-texts.js';
import { placeKey } from '../../messages/shape/message-parts.js';
import { PINNED_PART } from '../../pins/pins-part.js';
import { hasLexeme, marksOf, textsOf } from '../index/message-lexemes.js';
import { JudgedText, matches, type Term } from '../query/terms.js';
import type { Either, SearchRequest } from './search-request.js';

/** Whether a message that its reader may read is what they search for. The index has no say in it. */
export class MessageJudge {
  constructor(
    private readonly request: SearchRequest,
    /** The keys of what they saved, among all that is judged. */
    private readonly saved: ReadonlySet<string>,
  ) {}

  isWanted(message: ReadableText): boolean {
    return this.isWhereAndWhen(message) && this.hasAll(message) && this.isAll(message) && this.says(message);
  }

  private isWhereAndWhen({ senderId, conversationId, createdAt }: MessageText): boolean {
    const { senders, conversations, since, until, notDuring } = this.request;
    return (
      isEither(senders, senderId) &&
      isEither(conversations, conversationId) &&
      !(since && createdAt < since) &&
      !(until && createdAt > until) &&
      !notDuring.some((span) => createdAt >= span.since && createdAt < span.until)
    );
  }

  private hasAll(message: MessageText): boolean {
    const { wanted, excluded } = this.request.has;
    if (wanted.size === 0 && excluded.size === 0) return true;
    const marks = marksOf(message);
    return (
      [...wanted].every((value) => marks.has(hasLexeme(value))) &&
      ![...excluded].some((value) => marks.has(hasLexeme(value)))
    );
  }

  private isAll(message: ReadableText): boolean {
    const { wanted, excluded } = this.request.is;
    if (wanted.size === 0 && excluded.size === 0) return true;
    const state = {
      unread: !message.isRead,
      pinned: (message.parts & PINNED_PART.bit) !== 0,
      saved: this.saved.has(placeKey(message)),
    };
    return [...wanted].every((value) => state[value]) && ![...excluded].some((value) => state[value]);
  }

  private says(message: MessageText): boolean {
    const { terms, subjects } = this.request;
    if (terms.length > 0) {
      const texts = textsOf(message).map((text) => new JudgedText(text));
      if (!terms.every((term) => texts.some((text) => matches(term, text)) !== term.isExcluded)) return false;
    }
    if (subjects.length === 0) return true;
    const subject = new JudgedText(message.subject ?? '');
    const [excluded, wanted] = [subjects.filter(isExcluded), subjects.filter((term) => !isExcluded(term))];
    const fitsOne = wanted.length === 0 || wanted.some((term) => matches(term, subject));
    return fitsOne && !excluded.some((term) => matches(term, subject));
  }
}

function isExcluded(term: Term): boolean {
  return term.isExcluded;
}

function isEither({ wanted, excluded }: Either, id: string): boolean {
  return (wanted === undefined || wanted.has(id)) && !excluded.has(id);
}
