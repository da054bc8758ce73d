import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthModule } from '../auth/auth.module.js';
import { MessagesModule } from '../messages/messages.module.js';
import { RealtimeModule } from '../realtime/realtime.module.js';
import { UsersModule } from '../users/users.module.js';
import { NotificationFollower } from './deciding/notification-follower.js';
import { NotificationMark } from './deciding/notification-mark.entity.js';
import { NotifyPerson } from './deciding/notify-person.js';
import { UnheardRepository } from './deciding/unheard.repository.js';
import { DeliveriesRepository } from './deliveries/deliveries.repository.js';
import { Delivery } from './deliveries/delivery.entity.js';
import { MailDigests } from './mail/mail-digests.js';
import { MailPerson } from './mail/mail-person.js';
import { SendUnreadMail } from './mail/send-unread-mail.js';
import { UnreadMails } from './mail/unread-mails.js';
import { UnsubscribeController } from './mail/unsubscribe.controller.js';
import { Unsubscribing } from './mail/unsubscribing.js';
import { PushHosts } from './push/push-hosts.js';
import { PushKey } from './push/push-key.entity.js';
import { PushKeysRepository } from './push/push-keys.repository.js';
import { PushKeys } from './push/push-keys.js';
import { PushSender } from './push/push-sender.js';
import { PushSubscription } from './push/push-subscription.entity.js';
import { PushSubscriptionsRepository } from './push/push-subscriptions.repository.js';
import { PushSubscriptions } from './push/push-subscriptions.service.js';
import { PushTest } from './push/push-test.service.js';
import { PushController } from './push/push.controller.js';
import { SendPush } from './push/send-push.js';
import { NotificationSettingsController } from './settings/notification-settings.controller.js';
import { NotificationSettingsNews } from './settings/notification-settings-news.js';
import { NotificationSettings } from './settings/notification-settings.entity.js';
import { NotificationSettingsRepository } from './settings/notification-settings.repository.js';
import { NotificationSettingsService } from './settings/notification-settings.service.js';
import { MessageTraceController } from './trace/message-trace.controller.js';
import { MessageTrace } from './trace/message-trace.service.js';
import { PersonTrace } from './trace/person-trace.service.js';
import { TraceRepository } from './trace/trace.repository.js';
import { TidyNotifications } from './tidy-notifications.js';

/** Tells people of what they have not read, on their devices and by mail. See docs/notifications.md. */
@Module({
  imports: [
    TypeOrmModule.forFeature([PushKey, PushSubscription, Delivery, NotificationSettings, NotificationMark]),
    AuthModule,
    MessagesModule,
    RealtimeModule,
    UsersModule,
  ],
  controllers: [PushController, NotificationSettingsController, UnsubscribeController, MessageTraceController],
  providers: [
    ...[PushKeys, PushKeysRepository, PushHosts, PushSender, PushTest],
    ...[PushSubscriptions, PushSubscriptionsRepository, DeliveriesRepository, SendPush],
    ...[MailPerson, MailDigests, SendUnreadMail, UnreadMails, Unsubscribing],
    ...[NotificationSettingsService, NotificationSettingsNews, NotificationSettingsRepository],
    ...[TraceRepository, MessageTrace, PersonTrace],
    ...[UnheardRepository, NotifyPerson, NotificationFollower, TidyNotifications],
  ],
  exports: [PersonTrace],
})
export class NotificationsModule {}
