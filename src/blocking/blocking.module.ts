import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PresenceModule } from '../presence/presence.module.js';
import { RealtimeModule } from '../realtime/realtime.module.js';
import { UsersModule } from '../users/users.module.js';
import { BlockingController } from './blocking.controller.js';
import { BlockingRepository } from './blocking.repository.js';
import { BlockingService } from './blocking.service.js';
import { MyBlocks } from './my-blocks.js';
import { UserBlock } from './user-block.entity.js';

/** Who does not want to hear from whom. See docs/blocking.md. */
@Module({
  imports: [TypeOrmModule.forFeature([UserBlock]), UsersModule, PresenceModule, RealtimeModule],
  controllers: [BlockingController],
  providers: [BlockingRepository, BlockingService, MyBlocks],
})
export class BlockingModule {}
