import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthModule } from '../auth/auth.module.js';
import { UsersModule } from '../users/users.module.js';
import { NotificationFollower } from './deciding/notification-follower.js';
import { NotificationMark } from './deciding/notification-mark.entity.js';
import { NotifyPerson } from './deciding/notify-person.js';
import { UnheardRepository } from './deciding/unheard.repository.js';
import { PushDeliveriesRepository } from './push/push-deliveries.repository.js';
import { PushDelivery } from './push/push-delivery.entity.js';
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
import { NotificationSettings } from './settings/notification-settings.entity.js';
import { NotificationSettingsRepository } from './settings/notification-settings.repository.js';
import { NotificationSettingsService } from './settings/notification-settings.service.js';
import { TidyNotifications } from './tidy-notifications.js';

/** Notifies the devices of people of what they have not read. See docs/notifications.md. */
@Module({
  imports: [
    TypeOrmModule.forFeature([PushKey, PushSubscription, PushDelivery, NotificationSettings, NotificationMark]),
    AuthModule,
    UsersModule,
  ],
  controllers: [PushController, NotificationSettingsController],
  providers: [
    ...[PushKeys, PushKeysRepository, PushHosts, PushSender, PushTest],
    ...[PushSubscriptions, PushSubscriptionsRepository, PushDeliveriesRepository, SendPush],
    ...[NotificationSettingsService, NotificationSettingsRepository],
    ...[UnheardRepository, NotifyPerson, NotificationFollower, TidyNotifications],
  ],
})
export class NotificationsModule {}
