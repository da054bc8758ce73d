import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ConversationsModule } from '../messages/conversations/conversations.module.js';
import { RealtimeModule } from '../realtime/realtime.module.js';
import { TeamsModule } from '../teams/teams.module.js';
import { UsersModule } from '../users/users.module.js';
import { MentionNews } from './mention-news.js';
import { MentionsRepository } from './mentions.repository.js';
import { MentionsService } from './mentions.service.js';
import { MessageMention } from './message-mention.entity.js';

/** Who is mentioned in messages, and how they hear of it. See docs/mentions.md. */
@Module({
  imports: [TypeOrmModule.forFeature([MessageMention]), ConversationsModule, RealtimeModule, TeamsModule, UsersModule],
  providers: [MentionsRepository, MentionsService, MentionNews],
})
export class MentionsModule {}
