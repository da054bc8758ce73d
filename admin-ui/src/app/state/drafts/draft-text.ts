import type { ConversationRefDto } from '../../api/models/conversation-ref-dto';
import type { DraftRecipientDto } from '../../api/models/draft-recipient-dto';
import { isCount, isObject, isText, isTime } from '../../core/shapes';

/** What is written but not sent. */
export interface DraftText {
  readonly body: string;
  readonly subject: string;
  /** What it answers. */
  readonly replyToSeq: number | null;
  /** Of a new message: whom it is for. */
  readonly address?: Address;
}

/** Whom a new message is for. */
export interface Address {
  readonly to: readonly DraftRecipientDto[];
  /** A direct message to each instead of one group. */
  readonly isSeparate: boolean;
}

export const NOTHING: DraftText = { body: '', subject: '', replyToSeq: null };

/** A draft as this page has it; also an empty one, of which the server may still have to hear. */
export interface KeptDraft {
  /** The conversation, or the new message. */
  readonly id: string;
  /** It is a new message, which has no conversation yet. */
  readonly isNewMessage: boolean;
  readonly text: DraftText;
  /** The newest version that the server told of; 0 when there was none. */
  readonly version: number;
  readonly updatedAt: string;
  /** Changed here, and not confirmed by the server. */
  readonly isChanged: boolean;
  /** The server does not take it, because I am not in its conversation any more. */
  readonly isRefused?: boolean;
  /** Whose it is, as far as the server said; there may be more conversations than this page knows. */
  readonly conversation?: ConversationRefDto;
}

/** An answer to something is none as long as it says nothing; a new message is one as soon as it is addressed. */
export function isEmpty({ body, subject, address }: DraftText): boolean {
  return body.trim() === '' && subject.trim() === '' && (address?.to.length ?? 0) === 0;
}

export function isSame(a: DraftText, b: DraftText): boolean {
  return (
    a.body === b.body &&
    a.subject === b.subject &&
    a.replyToSeq === b.replyToSeq &&
    a.address?.isSeparate === b.address?.isSeparate &&
    idsOf(a).join() === idsOf(b).join()
  );
}

/** What was written after this was sent: what was added to it, or the whole of what it was changed to. */
export function writtenSince(sent: DraftText, now: DraftText): DraftText {
  const body = now.body.startsWith(sent.body) ? now.body.slice(sent.body.length) : now.body;
  const subject = now.subject === sent.subject ? '' : now.subject;
  return body.trim() === '' && subject.trim() === '' ? NOTHING : { ...now, body, subject };
}

export function isKeptDraft(value: unknown): value is KeptDraft {
  if (!isObject(value) || !isObject(value['text'])) return false;
  const { id, isNewMessage, version, updatedAt, isChanged, isRefused, conversation } = value;
  const { body, subject, replyToSeq, address } = value['text'];
  return (
    isText(id) &&
    typeof isNewMessage === 'boolean' &&
    isCount(version) &&
    isTime(updatedAt) &&
    typeof isChanged === 'boolean' &&
    (isRefused === undefined || typeof isRefused === 'boolean') &&
    isText(body) &&
    isText(subject) &&
    (replyToSeq === null || isCount(replyToSeq)) &&
    (address === undefined || isAddress(address)) &&
    (conversation === undefined || isRef(conversation))
  );
}

function idsOf({ address }: DraftText): string[] {
  return (address?.to ?? []).map(({ id }) => id);
}

function isAddress(value: unknown): boolean {
  if (!isObject(value) || typeof value['isSeparate'] !== 'boolean' || !Array.isArray(value['to'])) return false;
  return value['to'].every((one) => isObject(one) && isText(one['id']) && isText(one['displayName']));
}

function isRef(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { other, subject, kind } = value;
  const hasOther = other === null || (isObject(other) && isText(other['id']) && isText(other['displayName']));
  return hasOther && (subject === null || isText(subject)) && isText(kind);
}
