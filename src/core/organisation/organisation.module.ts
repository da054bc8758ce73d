import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AnnouncementCheck } from './announcement-check.js';
import { OrganisationSettings } from './organisation-settings.js';
import { OrganisationSettingsRepository } from './organisation-settings.repository.js';
import { SettingChecks } from './setting-checks.js';
import { SettingRow } from './setting-row.entity.js';

/** The decisions of the organisation, for every feature. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([SettingRow])],
  providers: [OrganisationSettingsRepository, OrganisationSettings, SettingChecks, AnnouncementCheck],
  exports: [OrganisationSettings, SettingChecks],
})
export class OrganisationModule {}
