import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module.js';
import { RealtimeModule } from '../realtime/realtime.module.js';
import { UsersModule } from '../users/users.module.js';
import { AdminTeamsController } from './admin-teams.controller.js';
import { ManagedTeams } from './managed-teams.service.js';
import { TeamChanges } from './team-changes.service.js';
import { TeamMember } from './team-member.entity.js';
import { TeamNews } from './team-news.js';
import { Team } from './team.entity.js';
import { TeamsController } from './teams.controller.js';
import { TeamsRepository } from './teams.repository.js';
import { TeamsService } from './teams.service.js';

/** Named lists of people that are mentioned together. See docs/teams.md. */
@Module({
  imports: [TypeOrmModule.forFeature([Team, TeamMember]), AuditModule, RealtimeModule, UsersModule],
  controllers: [TeamsController, AdminTeamsController],
  providers: [TeamsRepository, TeamsService, ManagedTeams, TeamChanges, TeamNews],
  exports: [TeamsService],
})
export class TeamsModule {}
