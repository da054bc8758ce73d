import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MessagesModule } from '../messages/messages.module.js';
import { RealtimeModule } from '../realtime/realtime.module.js';
import { UsersModule } from '../users/users.module.js';
import { MySaved } from './my-saved.js';
import { RemindOfSaved } from './remind-of-saved.js';
import { SavedListService } from './saved-list.service.js';
import { SavedMessage } from './saved-message.entity.js';
import { SavedOfGroup } from './saved-of-group.js';
import { SavedOfPerson } from './saved-of-person.js';
import { SavedController } from './saved.controller.js';
import { SavedRepository } from './saved.repository.js';
import { SavedService } from './saved.service.js';

/** What people saved for themselves, and reminders of it. See docs/saved.md. */
@Module({
  imports: [TypeOrmModule.forFeature([SavedMessage]), MessagesModule, RealtimeModule, UsersModule],
  controllers: [SavedController],
  providers: [SavedRepository, SavedService, SavedListService, RemindOfSaved, MySaved, SavedOfPerson, SavedOfGroup],
})
export class SavedModule {}
