import { Injectable } from '@nestjs/common';
import { type Tx, UnitOfWork } from '../../core/database/unit-of-work.js';
import { ValidationFailed } from '../../core/errors/request-problems.js';
import type { Principal } from '../../core/security/principal.js';
import { ConversationNotFound, RoleRequired } from '../conversations/conversations.errors.js';
import { ConversationsService } from '../conversations/conversations.service.js';
import { subjectKey, subjectTitle } from '../conversations/subject-key.js';
import { ConversationLog } from '../log/conversation-log.js';
import type { SubjectStateDto } from './dto/subject.dto.js';
import type { MoveMessagesDto, UpdateSubjectDto } from './dto/update-subject.dto.js';
import { SubjectCountsRepository } from './subject-counts.repository.js';
import { toSubjectState } from './subject-state.js';
import { SubjectNotFound, TooManyMerged } from './subjects.errors.js';
import { MAX_MERGED } from './subjects.limits.js';
import { type MovableRow, type Standing, type SubjectStateRow, SubjectsRepository } from './subjects.repository.js';

/** Owners and admins of a group, and both people of a direct conversation, keep its subjects in order. */
@Injectable()
export class SubjectsService {
  constructor(
    private readonly subjects: SubjectsRepository,
    private readonly counts: SubjectCountsRepository,
    private readonly conversations: ConversationsService,
    private readonly log: ConversationLog,
    private readonly work: UnitOfWork,
  ) {}

  /**
   * Renames and resolves. A title that the conversation has already makes this subject a part of that one, and what is
   * said of `resolved` is then said of that one. Changing nothing takes no rev.
   */
  async update(principal: Principal, conversationId: string, id: string, dto: UpdateSubjectDto) {
    return this.inLocked(principal, conversationId, async (tx, standing): Promise<SubjectStateDto> => {
      const subject = await this.subjects.find(tx, conversationId, id);
      if (!subject || subject.lastSeq < standing.firstSeq) throw new SubjectNotFound();
      const into = dto.title === undefined ? undefined : await this.otherOf(tx, conversationId, subject, dto.title);
      if (into) await this.merge(tx, conversationId, subject, into);
      const kept = into ?? subject;
      const isRenamed = !into && dto.title !== undefined && (await this.rename(tx, conversationId, subject, dto.title));
      const isResolved = dto.resolved !== undefined && dto.resolved !== (kept.resolvedAt !== null);
      if (isResolved) await this.subjects.resolve(tx, conversationId, kept.id, dto.resolved === true);
      if (isRenamed || isResolved) await this.log.append(tx, conversationId, { kind: 'subject', subjectId: kept.id });
      return toSubjectState((await this.subjects.find(tx, conversationId, id)) ?? subject);
    });
  }

  /** All of these messages get this subject, or none; those that have it already stay as they are. */
  async move(principal: Principal, conversationId: string, { seqs, subject }: MoveMessagesDto): Promise<void> {
    await this.inLocked(principal, conversationId, async (tx) => {
      const movable = await this.subjects.movable(tx, conversationId, principal.userId, [...new Set(seqs)]);
      requireMovable(seqs, movable);
      const to = subject === null ? null : await this.counts.idOf(tx, conversationId, subject);
      const moving = movable.filter(({ subjectId }) => subjectId !== to);
      if (moving.length === 0) return;
      const moved = moving.map(({ seq }) => seq);
      await this.subjects.move(tx, conversationId, moved, to);
      await this.counts.moved(tx, conversationId, { from: moving.map(({ subjectId }) => subjectId), to });
      await this.log.append(tx, conversationId, { kind: 'messages', seqs: moved });
    });
  }

  private async inLocked<Result>(
    principal: Principal,
    conversationId: string,
    change: (tx: Tx, standing: Standing) => Promise<Result>,
  ): Promise<Result> {
    await this.conversations.requireMembership(principal, conversationId);
    return this.work.run(async (tx) => {
      await this.log.lock(tx, [conversationId]);
      const standing = await this.subjects.standing(tx, conversationId, principal.userId);
      if (!standing) throw new ConversationNotFound();
      if (standing.kind === 'group' && standing.role === 'member') {
        throw new RoleRequired('Ask an owner or an admin of this group to change its subjects.');
      }
      return change(tx, standing);
    });
  }

  /** Another subject that has this title, be it by what became part of it. */
  private async otherOf(
    tx: Tx,
    conversationId: string,
    subject: SubjectStateRow,
    title: string,
  ): Promise<SubjectStateRow | undefined> {
    const found = await this.subjects.byKey(tx, conversationId, subjectKey(title));
    if (!found || found.id === subject.id || found.mergedInto === subject.id) return undefined;
    return found.mergedInto === null ? found : this.subjects.find(tx, conversationId, found.mergedInto);
  }

  private async merge(tx: Tx, conversationId: string, subject: SubjectStateRow, into: SubjectStateRow): Promise<void> {
    const parts = await this.subjects.countParts(tx, conversationId, [subject.id, into.id]);
    if (parts >= MAX_MERGED) throw new TooManyMerged();
    await this.subjects.merge(tx, conversationId, subject, into);
    await this.log.append(tx, conversationId, { kind: 'subject', subjectId: subject.id });
  }

  /** False when it is called that already. */
  private async rename(tx: Tx, conversationId: string, subject: SubjectStateRow, typed: string): Promise<boolean> {
    const title = subjectTitle(typed);
    const key = subjectKey(typed);
    if (title === subject.title && key === subject.titleKey) return false;
    const part = await this.subjects.byKey(tx, conversationId, key);
    if (part && part.id !== subject.id) await this.subjects.leaveKey(tx, conversationId, subject, part.id);
    await this.subjects.rename(tx, conversationId, subject.id, { title, key });
    return true;
  }
}

function requireMovable(seqs: readonly number[], rows: readonly MovableRow[]): void {
  const bySeq = new Map(rows.map((row) => [row.seq, row]));
  const errors = seqs.flatMap((seq, n) => {
    const row = bySeq.get(seq);
    const pointer = `/seqs/${n}`;
    if (!row) return [{ pointer, code: 'message_not_found', detail: `There is no message ${seq} that you see.` }];
    if (row.deletedAt) return [{ pointer, code: 'message_deleted', detail: `The message ${seq} was deleted.` }];
    if (row.kind !== 0)
      return [{ pointer, code: 'not_a_message', detail: `${seq} is a line that tells what happened.` }];
    return [];
  });
  if (errors.length > 0) throw new ValidationFailed(errors);
}
