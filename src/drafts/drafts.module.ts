import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AttachmentsModule } from '../attachments/attachments.module.js';
import { ConversationsModule } from '../messages/conversations/conversations.module.js';
import { RealtimeModule } from '../realtime/realtime.module.js';
import { UsersModule } from '../users/users.module.js';
import { ComposeDraft } from './compose-draft.entity.js';
import { ComposeDraftsRepository } from './compose-drafts.repository.js';
import { ComposeDraftsService } from './compose-drafts.service.js';
import { DraftListRepository } from './draft-list.repository.js';
import { DraftListService } from './draft-list.service.js';
import { DraftRecipients } from './draft-recipients.js';
import { Draft } from './draft.entity.js';
import { DraftsOfPerson } from './drafts-of-person.js';
import { DraftsController } from './drafts.controller.js';
import { DraftsRepository } from './drafts.repository.js';
import { DraftsService } from './drafts.service.js';
import { MyDrafts } from './my-drafts.js';

/** What people began to write, on all their devices. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Draft, ComposeDraft]),
    AttachmentsModule,
    ConversationsModule,
    UsersModule,
    RealtimeModule,
  ],
  controllers: [DraftsController],
  providers: [
    ComposeDraftsRepository,
    ComposeDraftsService,
    DraftListRepository,
    DraftListService,
    DraftRecipients,
    DraftsOfPerson,
    DraftsRepository,
    DraftsService,
    MyDrafts,
  ],
})
export class DraftsModule {}
