import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { UsersModule } from '../../users/users.module.js';
import { AdditionsRepository } from '../members/additions.repository.js';
import { ConversationCreationService } from './conversation-creation.service.js';
import { ConversationEditingService } from './conversation-editing.service.js';
import { ConversationMember } from '../members/conversation-member.entity.js';
import { ConversationNames } from './conversation-names.js';
import { ConversationNamesRepository } from './conversation-names.repository.js';
import { ConversationSubject } from './conversation-subject.entity.js';
import { ConversationWritingRepository } from './conversation-writing.repository.js';
import { Conversation } from './conversation.entity.js';
import { ConversationLog } from '../log/conversation-log.js';
import { ConversationLogRepository } from '../log/conversation-log.repository.js';
import { ConversationsController } from './conversations.controller.js';
import { ConversationsRepository } from './conversations.repository.js';
import { ConversationsService } from './conversations.service.js';
import { NewcomerGroups } from '../joining/newcomers/newcomer-groups.js';
import { WelcomeNewcomer } from '../joining/newcomers/welcome-newcomer.js';
import { Newcomers } from '../../users/newcomers.js';
import { Introductions } from '../../users/introductions.js';
import { DeliveredPositions } from '../mine/delivered-positions.js';
import { DeliveredPositionsRepository } from '../mine/delivered-positions.repository.js';
import { DirectBlocks } from './direct-blocks.js';
import { DirectConversation } from './direct-conversation.entity.js';
import { DirectIntroductions } from './direct-introductions.js';
import { GroupPictures } from './group-pictures.js';
import { GroupSuccession } from '../members/group-succession.js';
import { GroupLink } from '../joining/group-link.entity.js';
import { JoiningController } from '../joining/joining.controller.js';
import { JoiningRepository } from '../joining/joining.repository.js';
import { JoiningService } from '../joining/joining.service.js';
import { RemovedMember } from '../members/removed-member.entity.js';
import { MembersController } from '../members/members.controller.js';
import { MembersRepository } from '../members/members.repository.js';
import { MembershipService } from '../members/membership.service.js';
import { MessageParts } from '../shape/message-parts.js';
import { MessageShape } from '../shape/message-shape.js';
import { HistoryClearing } from '../mine/history-clearing.js';
import { HistoryClearingRepository } from '../mine/history-clearing.repository.js';
import { MyStateRepository } from '../mine/my-state.repository.js';
import { MyStateService } from '../mine/my-state.service.js';
import { EraseGroup } from '../oversight/erase-group.js';
import { GroupData } from '../oversight/group-data.js';
import { GroupDeletion } from '../oversight/group-deletion.js';
import { GroupErasureRepository } from '../oversight/group-erasure.repository.js';
import { GroupListRepository } from '../oversight/group-list.repository.js';
import { GroupList } from '../oversight/group-list.js';
import { GroupTakeover } from '../oversight/group-takeover.js';
import { PeopleWhoCanJoin } from '../members/people-who-can-join.js';
import { SuccessionRepository } from '../members/succession.repository.js';
import { SettledPosition } from '../mine/settled-position.entity.js';
import { StrangerAddition } from '../members/stranger-addition.entity.js';

/** Who talks with whom, and what is each person's own in it. */
@Global()
@Module({
  imports: [
    TypeOrmModule.forFeature([
      Conversation,
      ConversationMember,
      ConversationSubject,
      DirectConversation,
      SettledPosition,
      StrangerAddition,
      GroupLink,
      RemovedMember,
    ]),
    UsersModule,
  ],
  // Before the others: its routes are more specific than theirs.
  controllers: [JoiningController, ConversationsController, MembersController],
  providers: [
    ConversationsRepository,
    ConversationWritingRepository,
    ConversationLogRepository,
    ConversationLog,
    MessageParts,
    MessageShape,
    MyStateRepository,
    ConversationsService,
    ConversationNamesRepository,
    ConversationNames,
    ConversationCreationService,
    ConversationEditingService,
    GroupPictures,
    MyStateService,
    HistoryClearingRepository,
    HistoryClearing,
    MembersRepository,
    MembershipService,
    SuccessionRepository,
    GroupSuccession,
    JoiningRepository,
    JoiningService,
    PeopleWhoCanJoin,
    AdditionsRepository,
    DeliveredPositionsRepository,
    DeliveredPositions,
    DirectBlocks,
    NewcomerGroups,
    WelcomeNewcomer,
    ...[GroupList, GroupListRepository, GroupTakeover, GroupDeletion, GroupErasureRepository, GroupData, EraseGroup],
    { provide: Newcomers, useExisting: NewcomerGroups },
    { provide: Introductions, useClass: DirectIntroductions },
  ],
  exports: [
    ConversationLog,
    MessageParts,
    MessageShape,
    ConversationsService,
    ConversationNames,
    DeliveredPositions,
    ConversationCreationService,
    GroupPictures,
    GroupSuccession,
    DirectBlocks,
    MyStateService,
    NewcomerGroups,
    Newcomers,
    Introductions,
    ...[GroupList, GroupTakeover, GroupDeletion, GroupData],
  ],
})
export class ConversationsModule {}
