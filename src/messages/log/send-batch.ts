import { hash } from 'node:crypto';
import type { Client } from 'pg';
import { newId, timelessId } from '../../core/database/id.js';
import { ImpatientClient } from '../../core/database/impatient-client.js';
import { isDatabaseAway } from '../../core/errors/problem.js';
import { subjectKey, subjectTitle } from '../conversations/subject-key.js';
import type { MessageOrigin } from '../messages.events.js';
import { ATTACHMENTS_PART } from '../shape/attachments-part.js';
import { HIDDEN_WHEN_SENT } from '../shape/hidden-parts.js';
import { type Forwarded, FORWARDED_PART } from '../forwarding/forwarded-part.js';
import type { MessagePlace } from '../shape/message-parts.js';
import type { MessageDto } from '../shape/message.dto.js';
import { MENTION_RULES, mentionCandidates } from './mention-values.js';

/** A message on its way to the database. */
export interface Draft {
  readonly conversationId: string;
  readonly senderId: string;
  readonly clientId: string;
  readonly body: string;
  /** undefined inherits from the message replied to; null is none. */
  readonly subject: string | null | undefined;
  readonly replyToSeq: number | undefined;
  /** The files that go with it; absent where there are none. Such a message travels alone. */
  readonly attachmentIds?: readonly string[];
  /** The files of a message that is forwarded with it; absent where there are none. It travels alone too. */
  readonly sourceAttachmentIds?: readonly string[];
  /** The connection that it came over, where its acknowledgement goes; undefined over HTTP. */
  readonly origin: MessageOrigin | undefined;
  /** Of what it is a copy, and what was asked for: what becomes of that meanwhile makes no other send of it. */
  readonly forward?: Forwarded & {
    readonly asked: {
      readonly place: MessagePlace;
      readonly body: string | undefined;
      readonly subject: string | null | undefined;
    };
  };
}

/** The outcomes of send-batch.sql and send-with-files.sql, in their numbers. */
export enum SendOutcome {
  Sent = 0,
  Repeated = 1,
  OtherContent = 2,
  NotMember = 3,
  RecipientInactive = 4,
  ReplyNotFound = 5,
  NotForMembers = 6,
  AttachmentNotFound = 7,
  AttachmentInUse = 8,
  SentHidden = 9,
  SenderBlocks = 10,
}

/**
 * What the database says of one draft; `seq`, `rev` and `at` are those of the first message when it is a repetition, and
 * `seq` is the place of the wrong file when that is why it was refused.
 */
export interface SendResult {
  readonly position: number;
  readonly outcome: SendOutcome;
  readonly seq: number;
  readonly rev: number;
  readonly at: Date;
  readonly subject: string | null;
  readonly subjectId: string | null;
  readonly membersRev: number;
  /** The bits of what it brought. */
  readonly parts: number;
  /** As everybody is told of it, when it was sent now, for the first time. */
  readonly message?: MessageDto;
}

/** A draft on its way, and the one who waits to hear what became of it. */
export interface QueuedSend {
  readonly draft: Draft;
  readonly resolve: (result: SendResult) => void;
  readonly reject: (error: unknown) => void;
  /** Undefined until the database has judged it. */
  readonly result?: SendResult;
}

/**
 * The statement of a lane always has the same plan: every row by its key, in nested loops. To plan it anew for each
 * batch takes three times as long as to run it for one message, and a plan that is kept must not be one that reads a
 * table whole because it was small that day.
 */
const PLANNING =
  '-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off';

const CLOSE_WITHIN_MS = 500;
/** Whoever waited so long already is not made to wait for a second try. */
const RETRY_WITHIN_MS = 1_000;

export const SEND_BATCH = {
  name: 'send_batch',
  text: `select place as "position", outcome, seq, rev, at::timestamptz(3) as at, subject, subject_id as "subjectId",
      members_rev as "membersRev", 0 as parts
    from send_batch($1::uuid[], $2::uuid[], $3::uuid[], $4::bytea[], $5::text[], $6::smallint[], $7::uuid[], $8::text[],
      $9::text[], $10::bigint[], $11::uuid, $12::uuid)`,
} as const;

/** The same for a batch in which messages mention people or are copies of others (send-with-parts.sql). */
export const SEND_WITH_PARTS = {
  name: 'send_with_parts',
  text: `select place as "position", outcome, seq, rev, at::timestamptz(3) as at, subject, subject_id as "subjectId",
      members_rev as "membersRev", parts
    from send_with_parts($1::uuid[], $2::uuid[], $3::uuid[], $4::bytea[], $5::text[], $6::smallint[], $7::uuid[],
      $8::text[], $9::text[], $10::bigint[], $11::uuid, $12::uuid, $13::integer[], $14::integer[], $15::text[],
      $16::integer, $17::integer, $18::integer, $19::integer[], $20::uuid[], $21::timestamptz[], $22::text[],
      $23::integer)`,
} as const;

/** The same for one message without subject and reply (send-plain.sql), at half the cost. */
export const SEND_PLAIN = {
  name: 'send_plain',
  text: `select 1 as "position", outcome, seq, rev, at::timestamptz(3) as at, null as subject, null as "subjectId",
      members_rev as "membersRev", 0 as parts
    from send_plain($1::uuid, $2::uuid, $3::uuid, $4::bytea, $5::text, $6::uuid, $7::uuid)`,
} as const;

/** The same for one message with files, which it claims (send-with-files.sql). */
const SEND_WITH_FILES = {
  name: 'send_with_files',
  text: `select 1 as "position", outcome, seq, rev, at::timestamptz(3) as at, subject, subject_id as "subjectId",
      members_rev as "membersRev", coalesce(parts, 0) as parts
    from send_with_files($1::uuid, $2::uuid, $3::uuid, $4::bytea, $5::text, $6::smallint, $7::uuid, $8::text, $9::text,
      $10::bigint, $11::uuid[], $12::uuid[], $13::uuid[], $14::uuid[], $15::integer, $16::uuid, $17::uuid,
      $18::integer[], $19::integer[], $20::text[], $21::integer, $22::integer, $23::integer, $24::integer[], $25::uuid[],
      $26::timestamptz[], $27::text[], $28::integer)`,
} as const;

enum SubjectMode {
  Inherit = 0,
  None = 1,
  Given = 2,
}

/** One database connection that only appends messages: durable commits, and a limit on how long it waits for locks. */
export class LaneConnection {
  private client: Client | undefined;

  constructor(
    private readonly databaseUrl: string,
    private readonly nodeId: string,
    private readonly lockTimeoutMs: number,
  ) {}

  /**
   * Appends the drafts in one statement, in their order. When the connection is lost nobody knows whether it was
   * committed, so the same drafts are sent once more: their client ids make that safe.
   */
  async append(drafts: readonly Draft[]): Promise<SendResult[]> {
    const startedAt = performance.now();
    try {
      return await this.run(drafts);
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      await this.close();
      if (performance.now() - startedAt > RETRY_WITHIN_MS) throw error;
      return this.run(drafts);
    }
  }

  async close(): Promise<void> {
    const { client } = this;
    this.client = undefined;
    // A connection that is lost already cannot be closed nicely, and need not be waited for.
    const ended = client?.end().catch(() => undefined);
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, CLOSE_WITHIN_MS).unref())]);
  }

  private async run(drafts: readonly Draft[]): Promise<SendResult[]> {
    this.client ??= await this.connect();
    const { rows } = await this.client.query<SendResult>(sendStatement(drafts, this.nodeId));
    return rows.map(asSent).sort((a, b) => a.position - b.position);
  }

  private async connect(): Promise<Client> {
    const client = new ImpatientClient({
      connectionString: this.databaseUrl,
      connectionTimeoutMillis: 3_000,
      keepAlive: true,
      application_name: 'parley send lane',
      options: `-c synchronous_commit=on -c lock_timeout=${this.lockTimeoutMs} ${PLANNING}`,
    });
    // Without a listener the loss of an idle connection would end the process; the next append notices it.
    client.on('error', () => {
      if (this.client === client) this.client = undefined;
    });
    await client.connect();
    return client;
  }
}

/** What a block hides from its recipient was sent like any other: only its bits say so. */
function asSent(result: SendResult): SendResult {
  if (result.outcome !== SendOutcome.SentHidden) return result;
  return { ...result, outcome: SendOutcome.Sent, parts: result.parts | HIDDEN_WHEN_SENT.bit };
}

/**
 * What appends these drafts: a message that comes alone, with neither subject nor reply, needs no batch, and one that brings
 * nothing needs none that looks for it.
 */
export function sendStatement(drafts: readonly Draft[], nodeId: string) {
  const [draft] = drafts;
  if (draft && bringsFiles(draft)) return { ...SEND_WITH_FILES, values: sendAttachedValues(draft, nodeId) };
  if (drafts.some(bringsParts))
    return { ...SEND_WITH_PARTS, values: [...sendBatchValues(drafts, nodeId), ...partValues(drafts)] };
  const isPlain = draft && drafts.length === 1 && !draft.subject && draft.replyToSeq === undefined;
  return isPlain
    ? { ...SEND_PLAIN, values: sendPlainValues(draft, nodeId) }
    : { ...SEND_BATCH, values: sendBatchValues(drafts, nodeId) };
}

/** Whether it has a statement to itself. */
export function bringsFiles({ attachmentIds, sourceAttachmentIds }: Draft): boolean {
  return attachmentIds !== undefined || sourceAttachmentIds !== undefined;
}

function bringsParts(draft: Draft): boolean {
  return draft.forward !== undefined || mentionCandidates(draft.body).length > 0;
}

function sendPlainValues(draft: Draft, nodeId: string): unknown[] {
  const { conversationId, senderId, clientId, body } = draft;
  return [conversationId, senderId, clientId, requestHash(draft), body, newId(), nodeId];
}

/** Those of SEND_BATCH for this draft, not in arrays, with its files before who writes, and the parts it brings at the end. */
function sendAttachedValues(draft: Draft, nodeId: string): unknown[] {
  const { attachmentIds = [], sourceAttachmentIds = [] } = draft;
  const values = sendBatchValues([draft], nodeId);
  const [outboxId, node] = values.splice(-2);
  return [
    ...values.map((column) => (column as unknown[])[0]),
    ...[attachmentIds, attachmentIds.map(() => newId())],
    ...[sourceAttachmentIds, sourceAttachmentIds.map(() => newId())],
    ATTACHMENTS_PART.bit,
    outboxId,
    node,
    ...partValues([draft]),
  ];
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
    titles.map((title) => title && timelessId()),
    titles,
    titles.map((title) => title && subjectKey(title)),
    drafts.map((draft) => draft.replyToSeq ?? null),
    newId(),
    nodeId,
  ];
}

/** The other parameters of SEND_WITH_PARTS. */
function partValues(drafts: readonly Draft[]): unknown[] {
  // What is only passed on calls nobody.
  const mentions = drafts.flatMap(({ body, forward }, index) =>
    forward?.body === null ? [] : mentionCandidates(body).map((candidate) => ({ place: index + 1, ...candidate })),
  );
  const copies = drafts.flatMap(({ forward }, index) => (forward ? [{ place: index + 1, ...forward }] : []));
  return [
    mentions.map(({ place }) => place),
    mentions.map(({ nth }) => nth),
    mentions.map(({ name }) => name),
    ...MENTION_RULES,
    copies.map(({ place }) => place),
    copies.map(({ senderId }) => senderId),
    copies.map(({ sentAt }) => sentAt),
    copies.map(({ body }) => body),
    FORWARDED_PART.bit,
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
  forward,
  attachmentIds,
}: Pick<Draft, 'body' | 'subject' | 'replyToSeq' | 'forward' | 'attachmentIds'>): Buffer {
  const said = forward ? forward.asked : { body, subject };
  const content = JSON.stringify([
    said.body ?? null,
    said.subject === undefined ? 0 : said.subject || null,
    replyToSeq ?? null,
    ...(forward ? [forward.asked.place.conversationId, forward.asked.place.seq] : []),
    // What was sent without files keeps the hash that it was stored with.
    ...(attachmentIds ? [attachmentIds.join()] : []),
  ]);
  return hash('sha256', content, 'buffer').subarray(0, 16);
}

/** Two drafts with the same key are the same send; they never travel in one batch. */
export function draftKey(draft: Draft): string {
  return `${draft.conversationId}${draft.senderId}${draft.clientId}`;
}
