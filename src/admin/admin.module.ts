import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { UsersModule } from '../users/users.module.js';
import { AdminAccessController } from './admin-access.controller.js';
import { AdminAccess } from './admin-access.service.js';
import { AdminInvitesController } from './admin-invites.controller.js';
import { AdminInvites } from './admin-invites.service.js';
import { AdminNewcomersController } from './admin-newcomers.controller.js';
import { AdminSettingsController } from './admin-settings.controller.js';
import { AdminSettings } from './admin-settings.service.js';
import { AdminUsersController } from './admin-users.controller.js';
import { AdminUsers } from './admin-users.service.js';
import { LostRights } from './lost-rights.js';

/** The administration of accounts, invitations and settings. Every act is on record. */
@Module({
  imports: [UsersModule, AuthModule, AuditModule],
  controllers: [
    AdminUsersController,
    AdminAccessController,
    AdminInvitesController,
    AdminSettingsController,
    AdminNewcomersController,
  ],
  providers: [AdminUsers, AdminAccess, AdminInvites, AdminSettings, LostRights],
})
export class AdminModule {}
