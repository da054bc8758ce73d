import { hash } from 'node:crypto';
import { newId } from '../../core/database/id.js';
import { subjectKey, subjectTitle } from '../conversations/subject-key.js';

/** A message on its way to the database. */
export interface Draft {
  readonly conversationId: string;
  readonly senderId: string;
  readonly clientId: string;
  readonly body: string;
  /** undefined inherits from the message replied to; null is none. */
  readonly subject: string | null | undefined;
  readonly replyToSeq: number | undefined;
}

/** The outcomes of send-batch.sql, in its numbers. */
export enum SendOutcome {
  Sent = 0,
  Repeated = 1,
  OtherContent = 2,
  NotMember = 3,
  RecipientInactive = 4,
  ReplyNotFound = 5,
}

/** What the database says of one draft; `seq`, `rev` and `at` are those of the first message when it is a repetition. */
export interface SendResult {
  readonly position: number;
  readonly outcome: SendOutcome;
  readonly seq: number;
  readonly rev: number;
  readonly at: Date;
  readonly subject: string | null;
  readonly membersRev: number;
}

export const SEND_BATCH = {
  name: 'send_batch',
  text: `select place as "position", outcome, seq, rev, at::timestamptz(3) as at, subject, members_rev as "membersRev"
    from send_batch($1::uuid[], $2::uuid[], $3::uuid[], $4::bytea[], $5::text[], $6::smallint[], $7::uuid[], $8::text[],
      $9::text[], $10::bigint[], $11::uuid, $12::uuid)`,
} as const;

enum SubjectMode {
  Inherit = 0,
  None = 1,
  Given = 2,
}

/** The parameters of SEND_BATCH: one array for each column, and who writes. */
export function sendBatchValues(drafts: readonly Draft[], nodeId: string): unknown[] {
  const titles = drafts.map((draft) => (draft.subject ? subjectTitle(draft.subject) : null));
  return [
    drafts.map((draft) => draft.conversationId),
    drafts.map((draft) => draft.senderId),
    drafts.map((draft) => draft.clientId),
    drafts.map(requestHash),
    drafts.map((draft) => draft.body),
    drafts.map((draft) => subjectMode(draft.subject)),
    titles.map((title) => title && newId()),
    titles,
    titles.map((title) => title && subjectKey(title)),
    drafts.map((draft) => draft.replyToSeq ?? null),
    newId(),
    nodeId,
  ];
}

function subjectMode(subject: string | null | undefined): SubjectMode {
  if (subject === undefined) return SubjectMode.Inherit;
  return subject ? SubjectMode.Given : SubjectMode.None;
}

/** What makes two sends under one client id the same: what the sender wrote, not what became of it. */
export function requestHash({
  body,
  subject,
  replyToSeq,
}: Omit<Draft, 'conversationId' | 'senderId' | 'clientId'>): Buffer {
  const content = JSON.stringify([body, subject === undefined ? 0 : subject || null, replyToSeq ?? null]);
  return hash('sha256', content, 'buffer').subarray(0, 16);
}

/** Two drafts with the same key are the same send; they never travel in one batch. */
export function draftKey(draft: Draft): string {
  return `${draft.conversationId}${draft.senderId}${draft.clientId}`;
}
