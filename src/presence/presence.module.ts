import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { UsersModule } from '../users/users.module.js';
import { LocalPresence } from './local-presence.js';
import { PeopleController } from './people.controller.js';
import { PeopleService } from './people.service.js';
import { PresenceNews } from './presence-news.js';
import { PresenceRow } from './presence-row.entity.js';
import { PresenceTiming } from './presence-timing.js';
import { PresenceWriter } from './presence-writer.js';
import { PresenceRepository } from './presence.repository.js';

/** Who is there, on all devices and nodes, and who may know it. See docs/presence.md. */
@Module({
  imports: [TypeOrmModule.forFeature([PresenceRow]), UsersModule],
  controllers: [PeopleController],
  providers: [PresenceTiming, LocalPresence, PresenceRepository, PresenceNews, PresenceWriter, PeopleService],
  exports: [LocalPresence, PresenceNews, PresenceTiming],
})
export class PresenceModule {}
