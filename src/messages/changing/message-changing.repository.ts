import { Injectable } from '@nestjs/common';
import type { ConversationKind } from '../conversations/conversation.entity.js';
import type { MemberRole } from '../members/conversation-member.entity.js';
import { blocks } from '../../users/privacy-conditions.js';
import { EVERYBODY } from '../shape/everybody.js';
import { HIDDEN_WHEN_EDITED } from '../shape/hidden-parts.js';
import { HIDDEN_FROM_READER } from '../shape/message-rows.js';
import type { Tx } from '../../core/database/unit-of-work.js';
import { ConversationLog } from '../log/conversation-log.js';
import { SubjectCountsRepository } from '../subjects/subject-counts.repository.js';
import { MENTION_RULES, type MentionCandidate } from '../log/mention-values.js';
import { type MessagePlace } from '../shape/message-parts.js';

/** A message and its conversation, locked together for a change. */
export interface LockedMessage {
  kind: number;
  senderId: string;
  rev: number;
  body: string;
  subjectId: string | null;
  subject: string | null;
  createdAt: Date;
  deletedAt: Date | null;
  membersRev: number;
  /** Judged by the database's clock. */
  ageSeconds: number;
  /** This person deleted it for themselves. */
  isHidden: boolean;
  /** The bits of the features that have something to show with it. */
  parts: number;
  conversationKind: ConversationKind;
  /** In a direct conversation: one of the two blocks the other. */
  hasBlock: boolean;
  /** Of this person. */
  role: MemberRole;
}

/** What decides who may change what features have on a message. */
export type MessageStanding = Pick<LockedMessage, 'kind' | 'deletedAt' | 'conversationKind' | 'role'>;

export interface Recall {
  deletedBy: string;
  subjectId: string | null;
  body: string;
}

/** Changes of single messages, each under the lock of its conversation's row and at a rev of its own. */
@Injectable()
export class MessageChangingRepository {
  constructor(
    private readonly log: ConversationLog,
    private readonly subjects: SubjectCountsRepository,
  ) {}

  /** Locks the conversation; undefined when the message is not visible to this person. */
  async lock(tx: Tx, conversationId: string, userId: string, seq: number): Promise<LockedMessage | undefined> {
    await this.log.lock(tx, [conversationId]);
    // A statement of its own, so that it sees what was committed while we waited.
    const [row] = await tx.manager.query<LockedMessage[]>(
      `select x.kind, x.sender_id as "senderId", x.rev, x.body, x.subject_id as "subjectId", s.title as subject,
         x.created_at as "createdAt", x.deleted_at as "deletedAt", c.members_rev as "membersRev",
         extract(epoch from clock_timestamp() - x.created_at)::float8 as "ageSeconds",
         ${HIDDEN_FROM_READER} as "isHidden", x.parts, c.kind as "conversationKind", c.has_block as "hasBlock", m.role
       from conversation_members m
       join conversations c on c.id = m.conversation_id
       join messages x on x.conversation_id = m.conversation_id and x.seq = $3
       left join conversation_subjects s on s.conversation_id = x.conversation_id and s.id = x.subject_id
       where m.conversation_id = $1 and m.user_id = $2
         and x.seq >= greatest(m.visible_from_seq, m.cleared_through_seq + 1)`,
      [conversationId, userId, seq],
    );
    return row;
  }

  /**
   * The same for a message of a conversation that this person is in, also where they do not see it, as it was written before
   * they came or they deleted it for themselves; but not what a block keeps from them.
   */
  async lockUnseen(tx: Tx, conversationId: string, userId: string, seq: number): Promise<MessageStanding | undefined> {
    await this.log.lock(tx, [conversationId]);
    const [row] = await tx.manager.query<MessageStanding[]>(
      `select x.kind, x.deleted_at as "deletedAt", c.kind as "conversationKind", m.role
       from conversation_members m
       join conversations c on c.id = m.conversation_id
       join messages x on x.conversation_id = m.conversation_id and x.seq = $3
       where m.conversation_id = $1 and m.user_id = $2
         and not exists (
           select 1 from message_hides h
           where h.user_id = $2 and h.conversation_id = $1 and h.seq = $3 and h.reason <> 'mine')`,
      [conversationId, userId, seq],
    );
    return row;
  }

  /** The same for whoever decides about a message that was reported, be they in its conversation or not. */
  async lockReported(
    tx: Tx,
    { conversationId, seq }: MessagePlace,
  ): Promise<Pick<LockedMessage, 'senderId' | 'subjectId' | 'createdAt' | 'deletedAt' | 'membersRev'> | undefined> {
    await this.log.lock(tx, [conversationId]);
    const [row] = await tx.manager.query<LockedMessage[]>(
      `select x.sender_id as "senderId", x.subject_id as "subjectId", x.created_at as "createdAt",
         x.deleted_at as "deletedAt", c.members_rev as "membersRev"
       from messages x join conversations c on c.id = x.conversation_id
       where x.conversation_id = $1 and x.seq = $2`,
      [conversationId, seq],
    );
    return row;
  }

  async edit(
    tx: Tx,
    conversationId: string,
    seq: number,
    edited: { rev: number; body: string; subjectId: string | null },
  ): Promise<void> {
    await tx.manager.query(
      `update messages set rev = $3, changed = true, body = $4, subject_id = $5, edited_at = clock_timestamp()
       where conversation_id = $1 and seq = $2`,
      [conversationId, seq, edited.rev, edited.body, edited.subjectId],
    );
  }

  /** Keeps whom a message mentions, once it stands there with its new text and rev. */
  async mention(tx: Tx, conversationId: string, seq: number, candidates: readonly MentionCandidate[]): Promise<void> {
    await tx.manager.query(`select write_mentions($1, $2, $3, $4, $5, $6, $7)`, [
      conversationId,
      seq,
      candidates.map(({ nth }) => nth),
      candidates.map(({ name }) => name),
      ...MENTION_RULES,
    ]);
  }

  /** Leaves a tombstone and keeps what it said aside for the one who deletes it. */
  async deleteForEveryone(
    tx: Tx,
    conversationId: string,
    seq: number,
    { deletedBy, rev, subjectId }: { deletedBy: string; rev: number; subjectId: string | null },
  ): Promise<void> {
    await tx.manager.query(
      `insert into message_recalls (conversation_id, seq, deleted_by, deleted_at, subject_id, body)
       select conversation_id, seq, $3, clock_timestamp(), subject_id, body from messages
       where conversation_id = $1 and seq = $2`,
      [conversationId, seq, deletedBy],
    );
    await tx.manager.query(
      `update messages set rev = $3, changed = true, body = '', subject_id = null, deleted_at = clock_timestamp()
       where conversation_id = $1 and seq = $2`,
      [conversationId, seq, rev],
    );
    await this.subjects.moved(tx, conversationId, { from: [subjectId], to: null });
    await extendRun(tx, conversationId, EVERYBODY, seq);
  }

  /** What a deleted message said, if its time is not over; takes it out. */
  async takeRecall(
    tx: Tx,
    conversationId: string,
    seq: number,
    userId: string,
    seconds: number,
  ): Promise<Recall | undefined> {
    const [rows] = await tx.manager.query<[Recall[], number]>(
      `delete from message_recalls
       where conversation_id = $1 and seq = $2 and deleted_by = $3
         and deleted_at > clock_timestamp() - make_interval(secs => $4)
       returning deleted_by as "deletedBy", subject_id as "subjectId", body`,
      [conversationId, seq, userId, seconds],
    );
    return rows[0];
  }

  async restore(tx: Tx, conversationId: string, seq: number, rev: number, recall: Recall): Promise<void> {
    await tx.manager.query(
      `update messages set rev = $3, changed = true, body = $4, subject_id = $5, deleted_at = null
       where conversation_id = $1 and seq = $2`,
      [conversationId, seq, rev, recall.body, recall.subjectId],
    );
    await this.subjects.moved(tx, conversationId, { from: [null], to: recall.subjectId });
    await cutRun(tx, conversationId, EVERYBODY, seq);
  }

  /**
   * Erases what was deleted longer ago than that, with its earlier versions and the subjects that only it had. What
   * features stored of it is for them to erase: the answer is where.
   */
  async eraseRecalls(tx: Tx, seconds: number): Promise<(MessagePlace & { parts: number })[]> {
    const erased = await tx.manager.query<(MessagePlace & { parts: number })[]>(
      `with erased as (
         delete from message_recalls where deleted_at <= clock_timestamp() - make_interval(secs => $1)
         returning conversation_id, seq
       ), versions as (
         delete from message_edits v using erased e where v.conversation_id = e.conversation_id and v.seq = e.seq
       )
       select x.conversation_id as "conversationId", x.seq, x.parts
       from erased e join messages x on x.conversation_id = e.conversation_id and x.seq = e.seq`,
      [seconds],
    );
    const ids = [...new Set(erased.map(({ conversationId }) => conversationId))];
    if (ids.length === 0) return [];
    await this.log.lock(tx, ids);
    await this.subjects.deleteUnused(tx, ids);
    return erased;
  }

  /** Hides a message from one person; false when it was hidden already. */
  async hide(tx: Tx, conversationId: string, userId: string, seq: number): Promise<boolean> {
    const rows = await tx.manager.query<unknown[]>(
      `insert into message_hides (user_id, conversation_id, seq, reason, hidden_at)
       values ($1, $2, $3, 'mine', clock_timestamp()) on conflict do nothing returning seq`,
      [userId, conversationId, seq],
    );
    if (rows.length > 0) await extendRun(tx, conversationId, userId, seq);
    return rows.length > 0;
  }

  /** Hides what somebody edited from whoever blocks them, and says from whom; undefined where that is nobody, or did before. */
  async hideEdited(tx: Tx, conversationId: string, authorId: string, seq: number): Promise<string | undefined> {
    const [hidden] = await tx.manager.query<{ userId: string }[]>(
      `insert into message_hides as h (user_id, conversation_id, seq, reason, hidden_at)
       select o.user_id, o.conversation_id, $3, 'edit', clock_timestamp() from conversation_members o
       where o.conversation_id = $1 and o.user_id <> $2 and ${blocks('o.user_id', '$2')}
       on conflict on constraint message_hides_pkey do update set reason = 'edit' where h.reason = 'mine'
       returning h.user_id as "userId"`,
      [conversationId, authorId, seq],
    );
    if (!hidden) return undefined;
    await tx.manager.query(`update messages set parts = parts | $3 where conversation_id = $1 and seq = $2`, [
      conversationId,
      seq,
      HIDDEN_WHEN_EDITED.bit,
    ]);
    await extendRun(tx, conversationId, hidden.userId, seq);
    return hidden.userId;
  }

  /** Shows it again; false when this person had not hidden it. */
  async unhide(tx: Tx, conversationId: string, userId: string, seq: number): Promise<boolean> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      `delete from message_hides where user_id = $1 and conversation_id = $2 and seq = $3 and reason = 'mine'`,
      [userId, conversationId, seq],
    );
    if (count > 0) await cutRun(tx, conversationId, userId, seq);
    return count > 0;
  }
}

/** Notes that nobody, or this person, sees a message of a locked conversation any more. */
async function extendRun(tx: Tx, conversationId: string, userId: string, seq: number): Promise<void> {
  await tx.manager.query(`select extend_hidden_run($1, $2, $3)`, [conversationId, userId, seq]);
}

async function cutRun(tx: Tx, conversationId: string, userId: string, seq: number): Promise<void> {
  await tx.manager.query(`select cut_hidden_run($1, $2, $3)`, [conversationId, userId, seq]);
}
