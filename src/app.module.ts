import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { AdminModule } from './admin/admin.module.js';
import { AttachmentsModule } from './attachments/attachments.module.js';
import { AuditModule } from './audit/audit.module.js';
import { AuthModule } from './auth/auth.module.js';
import { SettingsModule } from './config/settings.module.js';
import type { Settings } from './config/settings.js';
import { ConversationsModule } from './messages/conversations/conversations.module.js';
import { BlockingModule } from './blocking/blocking.module.js';
import { BusModule } from './core/bus/bus.module.js';
import { DatabaseModule } from './core/database/database.module.js';
import { ProblemFilter } from './core/errors/problem.filter.js';
import { RequestValidationPipe } from './core/http/request-validation.pipe.js';
import { EpochModule } from './core/epoch/epoch.module.js';
import { NodesModule } from './core/nodes/nodes.module.js';
import { AccessGuard } from './core/security/access.guard.js';
import { HealthModule } from './core/health/health.module.js';
import { JobsModule } from './core/jobs/jobs.module.js';
import { MailModule } from './core/mail/mail.module.js';
import { OutboxModule } from './core/outbox/outbox.module.js';
import { MetricsModule } from './core/metrics/metrics.module.js';
import { StatisticsModule } from './core/statistics/statistics.module.js';
import { MessagesModule } from './messages/messages.module.js';
import { DraftsModule } from './drafts/drafts.module.js';
import { PinsModule } from './pins/pins.module.js';
import { PreferencesModule } from './preferences/preferences.module.js';
import { PresenceModule } from './presence/presence.module.js';
import { MentionsModule } from './mentions/mentions.module.js';
import { NotificationsModule } from './notifications/notifications.module.js';
import { ReactionsModule } from './reactions/reactions.module.js';
import { ReportsModule } from './reports/reports.module.js';
import { ReceiptsModule } from './receipts/receipts.module.js';
import { SavedModule } from './saved/saved.module.js';
import { SearchModule } from './search/search.module.js';
import { ScheduledModule } from './scheduled/scheduled.module.js';
import { RealtimeModule } from './realtime/realtime.module.js';
import { TeamsModule } from './teams/teams.module.js';
import { UsersModule } from './users/users.module.js';

/** Everything Parley is, in the order in which one part may lean on another. */
@Module({})
export class AppModule {
  /** `features` are plugged in above all others. */
  static forRoot(settings: Settings, features: readonly Type[] = []): DynamicModule {
    return {
      module: AppModule,
      imports: [
        SettingsModule.forRoot(settings),
        DatabaseModule.forRoot(settings),
        BusModule,
        OutboxModule,
        JobsModule,
        MailModule,
        NodesModule,
        EpochModule,
        HealthModule,
        MetricsModule,
        StatisticsModule,
        AuditModule,
        UsersModule,
        AuthModule,
        ConversationsModule,
        MessagesModule,
        RealtimeModule,
        DraftsModule,
        PresenceModule,
        ReceiptsModule,
        ReactionsModule,
        PinsModule,
        SavedModule,
        ScheduledModule,
        MentionsModule,
        BlockingModule,
        PreferencesModule,
        NotificationsModule,
        AttachmentsModule,
        SearchModule,
        AdminModule,
        ReportsModule,
        TeamsModule,
        ...features,
      ],
      providers: [
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useClass: RequestValidationPipe },
        { provide: APP_GUARD, useClass: AccessGuard },
      ],
    };
  }
}
