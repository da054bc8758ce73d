import type { ConversationRefDto } from '../../api/models/conversation-ref-dto';
import { isCount, isObject, isText, isTime } from '../../core/shapes';

/** What is written but not sent in one conversation. */
export interface DraftText {
  readonly body: string;
  readonly subject: string;
  /** What it answers. */
  readonly replyToSeq: number | null;
}

export const NOTHING: DraftText = { body: '', subject: '', replyToSeq: null };

/** A draft as this page has it; also an empty one, of which the server may still have to hear. */
export interface KeptDraft {
  readonly conversationId: string;
  readonly text: DraftText;
  /** The newest version that the server told of; 0 when there was none. */
  readonly version: number;
  readonly updatedAt: string;
  /** Changed here, and not confirmed by the server. */
  readonly isChanged: boolean;
  /** Whose it is, as far as the server said; there may be more conversations than this page knows. */
  readonly conversation?: ConversationRefDto;
}

/** An answer to something is none as long as it says nothing. */
export function isEmpty({ body, subject }: DraftText): boolean {
  return body.trim() === '' && subject.trim() === '';
}

export function isSame(a: DraftText, b: DraftText): boolean {
  return a.body === b.body && a.subject === b.subject && a.replyToSeq === b.replyToSeq;
}

export function isKeptDraft(value: unknown): value is KeptDraft {
  if (!isObject(value) || !isObject(value['text'])) return false;
  const { conversationId, version, updatedAt, isChanged, conversation } = value;
  const { body, subject, replyToSeq } = value['text'];
  return (
    isText(conversationId) &&
    isCount(version) &&
    isTime(updatedAt) &&
    typeof isChanged === 'boolean' &&
    isText(body) &&
    isText(subject) &&
    (replyToSeq === null || isCount(replyToSeq)) &&
    (conversation === undefined || isRef(conversation))
  );
}

function isRef(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { other, subject, kind } = value;
  const hasOther = other === null || (isObject(other) && isText(other['id']) && isText(other['displayName']));
  return hasOther && (subject === null || isText(subject)) && isText(kind);
}
