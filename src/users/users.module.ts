import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module.js';
import { Accounts } from './accounts.js';
import { AnonymisationRepository } from './anonymisation.repository.js';
import { Anonymisation } from './anonymisation.js';
import { AccountListRepository } from './list/account-list.repository.js';
import { AccountList } from './list/account-list.js';
import { EraseLateWrites } from './erase-late-writes.js';
import { PersonalData } from './personal-data.js';
import { Profiles } from './profiles.js';
import { ReservedUsernames } from './reserved-usernames.js';
import { RecordOfPerson } from './record-of-person.js';
import { UserCards } from './user-cards.js';
import { UserNews } from './user-news.js';
import { User } from './user.entity.js';
import { UsersController } from './users.controller.js';
import { UsersRepository } from './users.repository.js';
import { UsersService } from './users.service.js';

/** People: their accounts, and the cards that are shown beside what they write. */
@Module({
  imports: [TypeOrmModule.forFeature([User]), AuditModule],
  controllers: [UsersController],
  providers: [
    UsersRepository,
    UserNews,
    Accounts,
    AccountListRepository,
    AccountList,
    AnonymisationRepository,
    Anonymisation,
    EraseLateWrites,
    PersonalData,
    Profiles,
    ReservedUsernames,
    RecordOfPerson,
    UserCards,
    UsersService,
  ],
  exports: [Accounts, AccountList, Anonymisation, PersonalData, Profiles, ReservedUsernames, UserCards],
})
export class UsersModule {}
