import { Injectable } from '@nestjs/common';
import { requireStillAllowed } from '../admin/account-rules.js';
import { AccountAnonymised } from '../admin/admin.errors.js';
import { AdminUsers } from '../admin/admin-users.service.js';
import { AccountClosing } from '../admin/person/account-closing.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { SecurityNotices } from '../auth/notices/security-notices.service.js';
import type { Tx } from '../core/database/unit-of-work.js';
import { ValidationFailed } from '../core/errors/request-problems.js';
import { DomainEvents } from '../core/events/domain-events.js';
import type { ClientInfo } from '../core/http/client-info.js';
import type { Principal } from '../core/security/principal.js';
import { MessageModeration } from '../messages/changing/message-moderation.service.js';
import { MessagePermission } from '../messages/messages.permissions.js';
import { Accounts } from '../users/accounts.js';
import type { DecideReportDto } from './dto/decide-report.dto.js';
import type { ReportDto } from './dto/reports.dto.js';
import { ReportQueue } from './report-queue.service.js';
import type { ReportAction, ReportState } from './report-terms.js';
import { ReportNotFound, ReportStale } from './reports.errors.js';
import type { AddedNotice } from './reports.events.js';
import { ReportPermission } from './reports.permissions.js';
import { type Decision, type ReportRow, ReportsRepository } from './reports.repository.js';

/**
 * Decides about reports. What is done, its record, who is told and the decision are one transaction. It locks what the acts lock,
 * in their order, and the report last.
 */
@Injectable()
export class ReportDecisions {
  constructor(
    private readonly reports: ReportsRepository,
    private readonly queue: ReportQueue,
    private readonly moderation: MessageModeration,
    private readonly users: AdminUsers,
    private readonly closing: AccountClosing,
    private readonly accounts: Accounts,
    private readonly notices: SecurityNotices,
    private readonly audit: AuditTrail,
    private readonly events: DomainEvents,
  ) {}

  /** Throws OwnReport, NoOtherModerator, ReportStale, ReportNotFound, or what the act is refused with; then nothing was done. */
  async decide(principal: Principal, id: string, dto: DecideReportDto, client: ClientInfo): Promise<ReportDto> {
    const { state, action = 'none', note = '', ifVersion } = dto;
    requireFitting(state, action);
    const report = await this.queue.find(id);
    if (report.senderId === principal.userId) throw await this.queue.ownReport(principal.userId);
    if (report.state === 'open' && state === 'open') return this.queue.summary(report);
    await this.requireCurrent(report, state, ifVersion);
    const decision = { state, action, note, by: principal.userId };
    await this.closing.transaction(async (tx) => {
      await this.act(tx, principal, report, decision, client);
      const actor = await this.accounts.lock(tx, principal.userId);
      requireStillAllowed(actor, ReportPermission.Manage);
      if (action === 'delete') requireStillAllowed(actor, MessagePermission.Moderate);
      await this.close(tx, id, decision, ifVersion, client);
      tx.afterCommit(() => this.events.emit('reports.changed', { id }));
    });
    return this.queue.summary(await this.queue.find(id));
  }

  private async act(
    tx: Tx,
    principal: Principal,
    { conversationId, seq, senderId }: ReportRow,
    { action, note }: Decision,
    client: ClientInfo,
  ): Promise<void> {
    switch (action) {
      case 'none':
        return;
      case 'delete':
        return this.moderation.deleteIn(tx, principal.userId, { conversationId, seq }, client);
      case 'deactivate':
        await this.users.updateIn(tx, principal, senderId, { isActive: false }, client);
        return;
      case 'warn': {
        const sender = (await this.accounts.lockAll(tx, [principal.userId, senderId])).get(senderId);
        if (!sender || sender.anonymisedAt) throw new AccountAnonymised();
        const act = { action: 'user.warned', targetType: 'user', targetId: senderId };
        await this.audit.record(tx, { actorId: principal.userId, ...act, after: { note }, ...client });
        await this.notices.tell(tx, { kind: 'warned', userId: senderId, note });
        return this.tellAtOnce(tx, { kind: 'warned', userIds: [senderId] });
      }
    }
  }

  /** Whoever reported it hears once that somebody looked, and nothing else. */
  private async close(
    tx: Tx,
    id: string,
    decision: Decision,
    ifVersion: number | undefined,
    client: ClientInfo,
  ): Promise<void> {
    const current = await this.reports.lock(tx, id);
    if (!current) throw new ReportNotFound();
    const { state, action, note, by } = decision;
    await this.requireCurrent(current, state, ifVersion);
    await this.reports.decide(tx, id, decision);
    await this.audit.record(tx, {
      actorId: by,
      ...ACTS[state],
      targetType: 'report',
      targetId: id,
      before: { state: current.state },
      after: { state, action, note },
      ...client,
    });
    if (state === 'open') return;
    const reporters = await this.reports.markTold(tx, id);
    for (const userId of reporters) await this.notices.tell(tx, { kind: 'report_closed', userId });
    this.tellAtOnce(tx, { kind: 'report_closed', userIds: reporters });
  }

  /** On open devices, once it is committed. */
  private tellAtOnce(tx: Tx, added: AddedNotice): void {
    if (added.userIds.length > 0) tx.afterCommit(() => this.events.emit('notices.added', added));
  }

  /** What is closed is opened again before it is decided otherwise. */
  private async requireCurrent(report: ReportRow, state: ReportState, ifVersion: number | undefined): Promise<void> {
    const isCurrent = ifVersion === undefined || ifVersion === report.version;
    const isPossible = (report.state === 'open') !== (state === 'open');
    if (!isCurrent || !isPossible) throw new ReportStale(await this.queue.summary(report));
  }
}

const ACTS: Readonly<Record<ReportState, { readonly action: string }>> = {
  open: { action: 'report.reopened' },
  dismissed: { action: 'report.dismissed' },
  acted: { action: 'report.acted' },
};

function requireFitting(state: ReportState, action: ReportAction): void {
  if (state === 'acted' || action === 'none') return;
  throw ValidationFailed.at('/action', 'not_acted', 'Something is done only with state: acted.');
}
