import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AttachmentsModule } from '../attachments/attachments.module.js';
import { MessagesModule } from '../messages/messages.module.js';
import { RealtimeModule } from '../realtime/realtime.module.js';
import { UsersModule } from '../users/users.module.js';
import { FollowClocks } from './follow-clocks.js';
import { MyScheduled } from './my-scheduled.js';
import { ScheduledMessage } from './scheduled-message.entity.js';
import { ScheduledOfGroup } from './scheduled-of-group.js';
import { ScheduledOfPerson } from './scheduled-of-person.js';
import { ScheduledController } from './scheduled.controller.js';
import { ScheduledRepository } from './scheduled.repository.js';
import { ScheduledSender } from './scheduled-sender.js';
import { ScheduledService } from './scheduled.service.js';
import { ScheduledShape } from './scheduled-shape.js';
import { SendScheduled } from './send-scheduled.js';

/** What people want sent later, and the undo of a send. See docs/scheduled.md. */
@Module({
  imports: [
    TypeOrmModule.forFeature([ScheduledMessage]),
    AttachmentsModule,
    MessagesModule,
    UsersModule,
    RealtimeModule,
  ],
  controllers: [ScheduledController],
  providers: [
    ScheduledRepository,
    ScheduledShape,
    ScheduledSender,
    ScheduledService,
    SendScheduled,
    FollowClocks,
    MyScheduled,
    ScheduledOfPerson,
    ScheduledOfGroup,
  ],
  exports: [ScheduledOfPerson],
})
export class ScheduledModule {}
