import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ConversationsModule } from '../messages/conversations/conversations.module.js';
import { RealtimeModule } from '../realtime/realtime.module.js';
import { UsersModule } from '../users/users.module.js';
import { ActivePeople } from './active-people.js';
import { ConnectionPresence } from './connection-presence.js';
import { DefaultWatches } from './default-watches.js';
import { LocalPresence } from './local-presence.js';
import { PeopleController } from './people.controller.js';
import { PeopleService } from './people.service.js';
import { PresenceNews } from './presence-news.js';
import { PresenceRow } from './presence-row.entity.js';
import { PresenceTiming } from './presence-timing.js';
import { PresenceWriter } from './presence-writer.js';
import { PresenceRepository } from './presence.repository.js';
import { ProfileHints } from './profile-hints.js';
import { Typing } from './typing.js';

/** Who is there, on all devices and nodes, and who may know it. See docs/presence.md. */
@Module({
  imports: [TypeOrmModule.forFeature([PresenceRow]), UsersModule, ConversationsModule, RealtimeModule],
  controllers: [PeopleController],
  providers: [
    PresenceTiming,
    LocalPresence,
    PresenceRepository,
    PresenceNews,
    PresenceWriter,
    PeopleService,
    DefaultWatches,
    ConnectionPresence,
    Typing,
    ActivePeople,
    ProfileHints,
  ],
  exports: [PresenceNews, ActivePeople],
})
export class PresenceModule {}
