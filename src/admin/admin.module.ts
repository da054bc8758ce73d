import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AttachmentsModule } from '../attachments/attachments.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { FilesModule } from '../core/files/files.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { ConversationsModule } from '../messages/conversations/conversations.module.js';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { PresenceModule } from '../presence/presence.module.js';
import { RealtimeModule } from '../realtime/realtime.module.js';
import { ScheduledModule } from '../scheduled/scheduled.module.js';
import { UsersModule } from '../users/users.module.js';
import { AdminAccessController } from './admin-access.controller.js';
import { AdminAccess } from './admin-access.service.js';
import { AdminInvitesController } from './admin-invites.controller.js';
import { AdminInvites } from './admin-invites.service.js';
import { AdminNewcomersController } from './admin-newcomers.controller.js';
import { AdminUsersController } from './admin-users.controller.js';
import { AdminUsers } from './admin-users.service.js';
import { AuditExport } from './audit/audit-export.service.js';
import { AuditLog } from './audit/audit-log.service.js';
import { AuditNews } from './audit/audit-news.js';
import { AuditController } from './audit/audit.controller.js';
import { BulkActions } from './bulk/bulk-actions.js';
import { BulkController } from './bulk/bulk.controller.js';
import { Bulk } from './bulk/bulk.service.js';
import { AdminConversationsController } from './conversations/admin-conversations.controller.js';
import { GroupAdministration } from './conversations/group-administration.service.js';
import { AccountImportRow } from './imports/account-import-row.entity.js';
import { AccountImport } from './imports/account-import.entity.js';
import { ImportCheck } from './imports/import-check.js';
import { ImportFiles } from './imports/import-files.service.js';
import { ImportRowAction } from './imports/import-row-action.js';
import { ImportedRowsOfPerson } from './imports/imported-rows-of-person.js';
import { ImportsController } from './imports/imports.controller.js';
import { ImportsRepository } from './imports/imports.repository.js';
import { Imports } from './imports/imports.service.js';
import { TidyImports } from './imports/tidy-imports.js';
import { AdminJobItem } from './jobs/admin-job-item.entity.js';
import { AdminJob } from './jobs/admin-job.entity.js';
import { AdminJobsController } from './jobs/admin-jobs.controller.js';
import { AdminJobsRepository } from './jobs/admin-jobs.repository.js';
import { AdminJobs } from './jobs/admin-jobs.service.js';
import { JobActions } from './jobs/job-actions.js';
import { RunAdminJob } from './jobs/run-admin-job.js';
import { TidyAdminJobs } from './jobs/tidy-admin-jobs.js';
import { AccountExport } from './list/account-export.service.js';
import { AccountListController } from './list/account-list.controller.js';
import { AccountListService } from './list/account-list.service.js';
import { LostRights } from './lost-rights.js';
import { OngoingRights } from './ongoing-rights.js';
import { InstallationRepository } from './overview/installation.repository.js';
import { LiveFigures } from './overview/live-figures.service.js';
import { StatisticsController } from './overview/statistics.controller.js';
import { Statistics } from './overview/statistics.service.js';
import { BundleRecord } from './overview/bundle-record.js';
import { SupportBundle } from './overview/support-bundle.service.js';
import { SystemHealthController } from './overview/system-health.controller.js';
import { SystemHealth } from './overview/system-health.service.js';
import { AccountAnonymisation } from './person/account-anonymisation.service.js';
import { AccountClosing } from './person/account-closing.js';
import { AccountEffects } from './person/account-effects.service.js';
import { PersonController } from './person/person.controller.js';
import { NotifiedPerson } from './person/notified-person.service.js';
import { SignInHistory } from './person/sign-in-history.service.js';
import { BuiltInRoles } from './roles/built-in-roles.service.js';
import { HeldPermissions } from './roles/held-permissions.service.js';
import { RequiredRoles } from './roles/required-roles.js';
import { Role } from './roles/role.entity.js';
import { RolesController } from './roles/roles.controller.js';
import { RolesRepository } from './roles/roles.repository.js';
import { RolesService } from './roles/roles.service.js';
import { UserRole } from './roles/user-role.entity.js';
import { UserRolesController } from './roles/user-roles.controller.js';
import { MailTest } from './settings/mail-test.service.js';
import { OrganisationLogoController } from './settings/organisation-logo.controller.js';
import { OrganisationLogo } from './settings/organisation-logo.service.js';
import { OrganisationNews } from './settings/organisation-news.js';
import { SettingChanges } from './settings/setting-changes.js';
import { SettingHistory } from './settings/setting-history.service.js';
import { AdminSettingsController } from './settings/settings.controller.js';
import { AdminSettings } from './settings/settings.service.js';
import { StorageTest } from './settings/storage-test.service.js';
import { ConnectedHolders } from './connected-holders.js';

/** The administration of accounts, roles, invitations and settings. Every act is on record. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Role, UserRole, AdminJob, AdminJobItem, AccountImport, AccountImportRow]),
    ...[UsersModule, AuthModule, AuditModule, RealtimeModule, ConversationsModule, AttachmentsModule, ScheduledModule],
    ...[PresenceModule, FilesModule, NotificationsModule],
  ],
  controllers: [
    AccountListController,
    BulkController,
    AdminJobsController,
    ImportsController,
    AdminUsersController,
    AdminAccessController,
    PersonController,
    AdminInvitesController,
    AdminSettingsController,
    OrganisationLogoController,
    AdminNewcomersController,
    AdminConversationsController,
    RolesController,
    UserRolesController,
    AuditController,
    StatisticsController,
    SystemHealthController,
  ],
  providers: [
    ...[
      AdminUsers,
      AccountListService,
      AccountExport,
      AdminAccess,
      AdminInvites,
      LostRights,
      OngoingRights,
      ConnectedHolders,
    ],
    ...[AdminSettings, SettingChanges, SettingHistory, OrganisationNews, OrganisationLogo, MailTest, StorageTest],
    ...[AccountClosing, AccountAnonymisation, AccountEffects, NotifiedPerson, SignInHistory],
    ...[Statistics, LiveFigures, InstallationRepository, SystemHealth, SupportBundle, BundleRecord],
    ...[AuditLog, AuditExport, AuditNews],
    ...[AdminJobs, AdminJobsRepository, JobActions, RunAdminJob, TidyAdminJobs],
    ...[Bulk, BulkActions],
    GroupAdministration,
    ...[Imports, ImportsRepository, ImportCheck, ImportRowAction, ImportFiles, ImportedRowsOfPerson, TidyImports],
    ...[RolesService, RolesRepository, HeldPermissions, RequiredRoles, BuiltInRoles],
  ],
  exports: [ConnectedHolders, AdminUsers, AccountClosing],
})
export class AdminModule {}
