import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MessagesModule } from '../messages/messages.module.js';
import { UsersModule } from '../users/users.module.js';
import { MessagePin } from './message-pin.entity.js';
import { PinListService } from './pin-list.service.js';
import { PinsController } from './pins.controller.js';
import { PinsRepository } from './pins.repository.js';
import { PinsService } from './pins.service.js';

/** Messages that are pinned for everybody in a conversation. See docs/pins.md. */
@Module({
  imports: [TypeOrmModule.forFeature([MessagePin]), MessagesModule, UsersModule],
  controllers: [PinsController],
  providers: [PinsRepository, PinsService, PinListService],
})
export class PinsModule {}
