import { Injectable } from '@nestjs/common';
import { AdminUsers } from '../admin/admin-users.service.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { UnitOfWork } from '../core/database/unit-of-work.js';
import type { ClientInfo } from '../core/http/client-info.js';
import { decodeCursor, encodeCursor } from '../core/http/page.js';
import type { Principal } from '../core/security/principal.js';
import { MessagePermission } from '../messages/messages.permissions.js';
import { MessageContext, wordsOf } from '../messages/reading/message-context.js';
import type { MessageDto } from '../messages/shape/message.dto.js';
import { cardIn } from '../messages/shape/people.js';
import { Accounts } from '../users/accounts.js';
import { UserCards } from '../users/user-cards.js';
import type {
  ContextMessageDto,
  ListReportsQuery,
  PossibleActionDto,
  ReportDetailsDto,
  ReportDto,
  ReportPageDto,
} from './dto/reports.dto.js';
import { type ReportPosition, ReportQueueRepository } from './report-queue.repository.js';
import { CONTEXT_MESSAGES, type ReportAction, type ReportFilter, type ReportState } from './report-terms.js';
import { NoOtherModerator, OwnReport, ReportNotFound } from './reports.errors.js';
import { ReportPermission } from './reports.permissions.js';
import { type ReportRow, ReportsRepository } from './reports.repository.js';

/** Shows what was reported to those who decide about it. What messages say is shown one by one, and each look is on record. */
@Injectable()
export class ReportQueue {
  constructor(
    private readonly queue: ReportQueueRepository,
    private readonly reports: ReportsRepository,
    private readonly context: MessageContext,
    private readonly users: AdminUsers,
    private readonly accounts: Accounts,
    private readonly cards: UserCards,
    private readonly audit: AuditTrail,
    private readonly work: UnitOfWork,
  ) {}

  /** What was reported last first, without what it says. */
  async page({ state, limit, cursor }: ListReportsQuery): Promise<ReportPageDto> {
    const after = cursor === undefined ? undefined : positionOf(cursor);
    const [rows, open] = await Promise.all([
      this.queue.page(statesOf(state), after, limit + 1),
      this.reports.countOpen(),
    ]);
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      items: await this.describe(page),
      nextCursor: last ? encodeCursor([last.latestAt.toISOString(), last.id]) : null,
      open,
    };
  }

  /** One with what it said and what stands around it. Nobody is shown it before that is on record. Throws ReportNotFound. */
  async look(principal: Principal, id: string, client: ClientInfo): Promise<ReportDetailsDto> {
    const row = await this.find(id);
    const { conversationId, seq, senderId } = row;
    await this.work.run((tx) =>
      this.audit.record(tx, {
        actorId: principal.userId,
        action: 'report.viewed',
        targetType: 'report',
        targetId: id,
        after: { conversationId, seq, senderId },
        ...client,
      }),
    );
    const [summary, texts, reporters, around] = await Promise.all([
      this.summary(row),
      this.queue.texts(id),
      this.queue.reporters(id),
      this.context.around(row, CONTEXT_MESSAGES),
    ]);
    const cards = await this.cards.get(reporters.map(({ reporterId }) => reporterId));
    const now = around.find((message) => message.seq === seq);
    return {
      ...summary,
      texts: texts.map(({ erasedAt, ...text }) => ({ ...text, erased: erasedAt !== null })),
      reports: reporters.map(({ reporterId, at, ...report }) => ({
        reporter: cardIn(cards, reporterId),
        ...report,
        at: at.toISOString(),
      })),
      context: around.map(inContext),
      actions: await this.possible(principal, row, now),
    };
  }

  /** One without what it says. */
  async summary(row: ReportRow): Promise<ReportDto> {
    const [summary] = await this.describe([row]);
    if (!summary) throw new ReportNotFound();
    return summary;
  }

  /** Throws ReportNotFound. */
  async find(id: string): Promise<ReportRow> {
    const row = await this.reports.find(id);
    if (!row) throw new ReportNotFound();
    return row;
  }

  /** Why somebody does not decide about what they wrote: others do, or there are none yet. */
  async ownReport(userId: string): Promise<OwnReport | NoOtherModerator> {
    const isThereAnother = await this.accounts.isAnotherHolding(ReportPermission.Manage, userId);
    return isThereAnother ? new OwnReport() : new NoOtherModerator();
  }

  private async describe(rows: readonly ReportRow[]): Promise<ReportDto[]> {
    const people = rows.flatMap(({ senderId, closedBy }) => (closedBy === null ? [senderId] : [senderId, closedBy]));
    const [reasons, cards] = await Promise.all([this.queue.reasons(rows.map(({ id }) => id)), this.cards.get(people)]);
    return rows.map(({ senderId, action, note, closedBy, closedAt, ...row }) => ({
      ...row,
      sender: cardIn(cards, senderId),
      writtenAt: row.writtenAt.toISOString(),
      firstAt: row.firstAt.toISOString(),
      latestAt: row.latestAt.toISOString(),
      reasons: reasons.flatMap(({ reportId, ...counted }) => (reportId === row.id ? [counted] : [])),
      decision:
        closedBy === null || closedAt === null
          ? null
          : { action: action ?? 'none', note: note ?? '', by: cardIn(cards, closedBy), at: closedAt.toISOString() },
    }));
  }

  /** What this person could do, with the code of what it would be refused with. */
  private async possible(
    { userId, permissions }: Principal,
    { senderId }: ReportRow,
    message: MessageDto | undefined,
  ): Promise<PossibleActionDto[]> {
    const isOwn = senderId === userId;
    const [actor, sender] = await Promise.all([this.accounts.get(userId), this.accounts.get(senderId)]);
    const [verdict] = await this.users.previewUpdate(actor, [sender], { isActive: false });
    const refusals: readonly (readonly [ReportAction, string | null | undefined])[] = [
      ['none', null],
      ['warn', sender.anonymisedAt && 'account_anonymised'],
      ['delete', deletionRefused(permissions.has(MessagePermission.Moderate), message)],
      [
        'deactivate',
        typeof verdict === 'object' ? verdict.refused : verdict === 'unchanged' ? 'account_inactive' : null,
      ],
    ];
    const own = isOwn ? (await this.ownReport(userId)).definition.code : undefined;
    return refusals.map(([action, refused]) => ({ action, refused: own ?? refused ?? null }));
  }
}

function deletionRefused(mayModerate: boolean, message: MessageDto | undefined): string | null {
  if (!mayModerate) return 'permission_denied';
  return message && message.deletedAt === null ? null : 'message_deleted';
}

function inContext(message: MessageDto): ContextMessageDto {
  const { seq, kind, sender, system, createdAt, editedAt, deletedAt } = message;
  const { fileNames, ...words } = wordsOf(message);
  const told = system ? { system } : {};
  return { seq, kind, sender, ...words, fileNames: [...fileNames], ...told, createdAt, editedAt, deletedAt };
}

function statesOf(filter: ReportFilter): readonly ReportState[] {
  return filter === 'closed' ? ['dismissed', 'acted'] : [filter];
}

function positionOf(cursor: string): ReportPosition {
  const [at, id] = decodeCursor(cursor, ['time', 'uuid']);
  return { at: String(at), id: String(id) };
}
