import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module.js';
import { ConversationsModule } from '../conversations/conversations.module.js';
import { UsersModule } from '../users/users.module.js';
import { BlockCounter } from './block-counter.js';
import { ComposeRequest } from './compose-request.entity.js';
import { ComposeRepository } from './compose.repository.js';
import { ComposeService } from './compose.service.js';
import { HiddenRun } from './hidden-run.entity.js';
import { HistoryService } from './history.service.js';
import { InboxWalk } from './inbox-walk.js';
import { MailController } from './mail.controller.js';
import { MailRepository } from './mail.repository.js';
import { MailService } from './mail.service.js';
import { MessageBlock } from './message-block.entity.js';
import { MessageChangingRepository } from './message-changing.repository.js';
import { MessageDeletionService } from './message-deletion.service.js';
import { MessageEditingService } from './message-editing.service.js';
import { MessageHide } from './message-hide.entity.js';
import { MessagePublisher } from './message-publisher.js';
import { MessageRecall } from './message-recall.entity.js';
import { MessageWriter } from './message-writer.js';
import { Message } from './message.entity.js';
import { MessagesController } from './messages.controller.js';
import { MessagesRepository } from './messages.repository.js';
import { MessagesService } from './messages.service.js';
import { RecallEraser } from './recall-eraser.js';
import { SyncController } from './sync.controller.js';
import { SyncRepository } from './sync.repository.js';
import { SyncService } from './sync.service.js';

/** Writing, reading, changing and deleting messages. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Message, MessageHide, HiddenRun, MessageBlock, MessageRecall, ComposeRequest]),
    AuditModule,
    UsersModule,
    ConversationsModule,
  ],
  controllers: [MessagesController, MailController, SyncController],
  providers: [
    MessagesRepository,
    MessageChangingRepository,
    MailRepository,
    ComposeRepository,
    MessageWriter,
    MessagePublisher,
    MessagesService,
    HistoryService,
    MessageEditingService,
    MessageDeletionService,
    MailService,
    InboxWalk,
    ComposeService,
    RecallEraser,
    BlockCounter,
    SyncRepository,
    SyncService,
  ],
  exports: [MessagesService, HistoryService],
})
export class MessagesModule {}
