import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MessagesModule } from '../messages/messages.module.js';
import { UsersModule } from '../users/users.module.js';
import { ReactionKind } from './reaction-kind.entity.js';
import { ReactionListService } from './reaction-list.service.js';
import { Reaction } from './reaction.entity.js';
import { ReactionsController } from './reactions.controller.js';
import { ReactionsRepository } from './reactions.repository.js';
import { ReactionsService } from './reactions.service.js';

/** Reactions to messages. See docs/reactions.md. */
@Module({
  imports: [TypeOrmModule.forFeature([Reaction, ReactionKind]), MessagesModule, UsersModule],
  controllers: [ReactionsController],
  providers: [ReactionsRepository, ReactionsService, ReactionListService],
})
export class ReactionsModule {}
