import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module.js';
import { ConversationsModule } from './conversations/conversations.module.js';
import { UsersModule } from '../users/users.module.js';
import { BlockCounter } from './log/block-counter.js';
import { ComposeRequest } from './mail/compose-request.entity.js';
import { ComposeRepository } from './mail/compose.repository.js';
import { ComposeService } from './mail/compose.service.js';
import { HiddenEdits } from './changing/hidden-edits.js';
import { HiddenRun } from './reading/hidden-run.entity.js';
import { HistoryService } from './reading/history.service.js';
import { MailController } from './mail/mail.controller.js';
import { MailRepository } from './mail/mail.repository.js';
import { MailService } from './mail/mail.service.js';
import { LaterSends } from './later/later-sends.js';
import { PostingService } from './later/posting.service.js';
import { MessageBlock } from './log/message-block.entity.js';
import { MessageChangingRepository } from './changing/message-changing.repository.js';
import { MessageDeletionService } from './changing/message-deletion.service.js';
import { ForwardingService } from './forwarding/forwarding.service.js';
import { ForwardsRepository } from './forwarding/forwards.repository.js';
import { MessageForward } from './forwarding/message-forward.entity.js';
import { MessageEdit } from './changing/message-edit.entity.js';
import { MessageModeration } from './changing/message-moderation.service.js';
import { MessageContextRepository } from './reading/message-context.repository.js';
import { MessageContext } from './reading/message-context.js';
import { MessageTextsRepository } from './reading/message-texts.repository.js';
import { MessageTexts } from './reading/message-texts.js';
import { MessageLocks } from './changing/message-locks.js';
import { MessageEditingService } from './changing/message-editing.service.js';
import { MessageHide } from './reading/message-hide.entity.js';
import { MessagePublisher } from './log/message-publisher.js';
import { MessageRecall } from './changing/message-recall.entity.js';
import { MessageVersionsRepository } from './changing/message-versions.repository.js';
import { MessageVersionsService } from './changing/message-versions.service.js';
import { MessageWriter } from './log/message-writer.js';
import { Message } from './message.entity.js';
import { MessagesController } from './messages.controller.js';
import { MessagesRepository } from './reading/messages.repository.js';
import { MessagesService } from './messages.service.js';
import { RecallEraser } from './changing/recall-eraser.js';
import { SharedChanges } from './reading/shared-changes.js';
import { SubjectCountsRepository } from './subjects/subject-counts.repository.js';
import { SubjectsController } from './subjects/subjects.controller.js';
import { SubjectsRepository } from './subjects/subjects.repository.js';
import { SubjectsService } from './subjects/subjects.service.js';
import { SyncController } from './reading/sync.controller.js';
import { SyncRepository } from './reading/sync.repository.js';
import { SyncService } from './reading/sync.service.js';

/** Writing, reading, changing and deleting messages. */
@Module({
  imports: [
    TypeOrmModule.forFeature([
      Message,
      MessageHide,
      HiddenRun,
      MessageBlock,
      MessageRecall,
      MessageEdit,
      ComposeRequest,
      MessageForward,
    ]),
    AuditModule,
    UsersModule,
    ConversationsModule,
  ],
  controllers: [MessagesController, MailController, SyncController, SubjectsController],
  providers: [
    MessagesRepository,
    MessageChangingRepository,
    MailRepository,
    ComposeRepository,
    ForwardsRepository,
    ForwardingService,
    MessageWriter,
    MessagePublisher,
    MessagesService,
    SharedChanges,
    HistoryService,
    MessageVersionsRepository,
    MessageVersionsService,
    HiddenEdits,
    MessageEditingService,
    MessageDeletionService,
    MessageLocks,
    MessageModeration,
    MessageContext,
    MessageContextRepository,
    MessageTextsRepository,
    MessageTexts,
    MailService,
    ComposeService,
    LaterSends,
    PostingService,
    RecallEraser,
    BlockCounter,
    SyncRepository,
    SyncService,
    SubjectCountsRepository,
    SubjectsRepository,
    SubjectsService,
  ],
  exports: [
    MessagesService,
    HistoryService,
    MessageLocks,
    MessageModeration,
    MessageContext,
    MessageTexts,
    MailService,
    ComposeService,
    LaterSends,
  ],
})
export class MessagesModule {}
