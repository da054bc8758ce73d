import type { ConversationRefDto } from '../../api/models/conversation-ref-dto';
import type { DraftRecipientDto } from '../../api/models/draft-recipient-dto';
import type { DraftFile } from '../uploads/outgoing-file';
import { isOutgoingFile } from '../uploads/upload-storage';
import { isCount, isObject, isText, isTime } from '../../core/shapes';

/** What is written but not sent. */
export interface DraftText {
  readonly body: string;
  readonly subject: string;
  /** What it answers. */
  readonly replyToSeq: number | null;
  /** Those that the server has; absent where there are none. */
  readonly files?: readonly DraftFile[];
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
  /** The files that the server was known to have in it, and those that were taken out here since. */
  readonly knownFiles?: readonly string[];
  readonly updatedAt: string;
  /** Changed here, and not confirmed by the server. */
  readonly isChanged: boolean;
  /** The server does not take it, because I am not in its conversation any more. */
  readonly isRefused?: boolean;
  /** Whose it is, as far as the server said; there may be more conversations than this page knows. */
  readonly conversation?: ConversationRefDto;
}

/** An answer to something is none as long as it says nothing; a new message is one as soon as it is addressed. */
export function isEmpty({ body, subject, files = [], address }: DraftText): boolean {
  return body.trim() === '' && subject.trim() === '' && files.length === 0 && (address?.to.length ?? 0) === 0;
}

export function isSame(a: DraftText, b: DraftText): boolean {
  return (
    a.body === b.body &&
    a.subject === b.subject &&
    a.replyToSeq === b.replyToSeq &&
    describedFiles(a) === describedFiles(b) &&
    a.address?.isSeparate === b.address?.isSeparate &&
    idsOf(a).join() === idsOf(b).join()
  );
}

/** What was written after this was sent: what was added to it, or the whole of what it was changed to. */
export function writtenSince(sent: DraftText, now: DraftText): DraftText {
  const body = now.body.startsWith(sent.body) ? now.body.slice(sent.body.length) : now.body;
  const subject = now.subject === sent.subject ? '' : now.subject;
  const ids = new Set(attachmentIdsOf(sent));
  const rest = withFiles(
    { ...now, body, subject },
    (now.files ?? []).filter(({ attachmentId }) => !ids.has(attachmentId)),
  );
  return body.trim() === '' && subject.trim() === '' && !rest.files ? NOTHING : rest;
}

/** The same text with these files in place of those it had. */
export function withFiles({ files: _, ...text }: DraftText, files: readonly DraftFile[]): DraftText {
  return files.length > 0 ? { ...text, files } : text;
}

export function attachmentIdsOf({ files = [] }: DraftText): string[] {
  return files.map(({ attachmentId }) => attachmentId);
}

export function isKeptDraft(value: unknown): value is KeptDraft {
  if (!isObject(value) || !isObject(value['text'])) return false;
  const { id, isNewMessage, version, knownFiles, updatedAt, isChanged, isRefused, conversation } = value;
  const { body, subject, replyToSeq, files, address } = value['text'];
  return (
    isText(id) &&
    typeof isNewMessage === 'boolean' &&
    isCount(version) &&
    (knownFiles === undefined || (Array.isArray(knownFiles) && knownFiles.every(isText))) &&
    isTime(updatedAt) &&
    typeof isChanged === 'boolean' &&
    (isRefused === undefined || typeof isRefused === 'boolean') &&
    isText(body) &&
    isText(subject) &&
    (replyToSeq === null || isCount(replyToSeq)) &&
    (files === undefined || (Array.isArray(files) && files.every(isDraftFile))) &&
    (address === undefined || isAddress(address)) &&
    (conversation === undefined || isRef(conversation))
  );
}

function describedFiles({ files = [] }: DraftText): string {
  return JSON.stringify(files.map(({ attachmentId, alt }) => [attachmentId, alt]));
}

function idsOf({ address }: DraftText): string[] {
  return (address?.to ?? []).map(({ id }) => id);
}

function isDraftFile(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { attachmentId, thumbnailWidth } = value;
  const hasWidth = thumbnailWidth === undefined || isCount(thumbnailWidth);
  return isText(attachmentId) && hasWidth && isOutgoingFile({ ...value, id: attachmentId });
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
