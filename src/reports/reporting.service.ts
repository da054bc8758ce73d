import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../core/database/unit-of-work.js';
import { DomainEvents } from '../core/events/domain-events.js';
import type { Principal } from '../core/security/principal.js';
import { ConversationsService } from '../messages/conversations/conversations.service.js';
import { MessageDeleted } from '../messages/messages.errors.js';
import { MessagesService } from '../messages/messages.service.js';
import { wordsOf } from '../messages/reading/message-context.js';
import type { MessagePlace } from '../messages/shape/message-parts.js';
import type { ReportMessageDto } from './dto/report-message.dto.js';
import { NotForReporting, OwnMessage, TooManyReports } from './reports.errors.js';
import './reports.events.js';
import { MAX_REPORTS_PER_HOUR } from './reports.limits.js';
import { ReportsRepository } from './reports.repository.js';

/** People report messages that they can read, and that others wrote. */
@Injectable()
export class Reporting {
  constructor(
    private readonly reports: ReportsRepository,
    private readonly messages: MessagesService,
    private readonly conversations: ConversationsService,
    private readonly work: UnitOfWork,
    private readonly events: DomainEvents,
  ) {}

  /**
   * Keeps what the message says now, so that editing or deleting it later does not hide it. Again by the same person changes
   * nothing. Throws TooManyReports, or what says that there is nothing to report.
   */
  async report(principal: Principal, place: MessagePlace, { reason, note = '' }: ReportMessageDto): Promise<void> {
    const { conversationId, seq } = place;
    const message = await this.messages.visible(principal, conversationId, seq);
    if (message.deletedAt !== null) throw new MessageDeleted();
    if (message.kind !== 'user') throw new NotForReporting();
    if (message.sender.id === principal.userId) throw new OwnMessage();
    const { kind, subject } = await this.conversations.get(principal, conversationId);
    const report = {
      ...place,
      conversationKind: kind,
      conversationSubject: subject,
      senderId: message.sender.id,
      writtenAt: message.createdAt,
      words: wordsOf(message),
      reporterId: principal.userId,
      reason,
      note,
    };
    await this.work.run(async (tx) => {
      const seconds = await this.reports.secondsUntilNext(tx, principal.userId, MAX_REPORTS_PER_HOUR);
      if (await this.reports.isReportedBy(tx, place, principal.userId)) return;
      if (seconds !== undefined) throw new TooManyReports(seconds);
      const id = await this.reports.add(tx, report);
      tx.afterCommit(() => this.events.emit('reports.changed', { id }));
    });
  }
}
