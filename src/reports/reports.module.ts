import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AdminModule } from '../admin/admin.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { ConversationsModule } from '../messages/conversations/conversations.module.js';
import { MessagesModule } from '../messages/messages.module.js';
import { RealtimeModule } from '../realtime/realtime.module.js';
import { UsersModule } from '../users/users.module.js';
import { AdminReportsController } from './admin-reports.controller.js';
import { MessageReport } from './message-report.entity.js';
import { ReportDecisions } from './report-decisions.service.js';
import { ReportNews } from './report-news.js';
import { ReportQueueRepository } from './report-queue.repository.js';
import { ReportQueue } from './report-queue.service.js';
import { ReportedMessage } from './reported-message.entity.js';
import { ReportedText } from './reported-text.entity.js';
import { Reporting } from './reporting.service.js';
import { ReportsOfPerson } from './reports-of-person.js';
import { ReportsController } from './reports.controller.js';
import { ReportsRepository } from './reports.repository.js';
import { TidyReports } from './tidy-reports.js';

/** Messages that people report, and what moderators decide about them. See docs/moderation.md. */
@Module({
  imports: [
    TypeOrmModule.forFeature([ReportedMessage, ReportedText, MessageReport]),
    ...[AdminModule, AuditModule, AuthModule, ConversationsModule, MessagesModule, RealtimeModule, UsersModule],
  ],
  controllers: [ReportsController, AdminReportsController],
  providers: [
    ...[ReportsRepository, ReportQueueRepository, Reporting, ReportQueue, ReportDecisions],
    ...[ReportNews, ReportsOfPerson, TidyReports],
  ],
})
export class ReportsModule {}
