import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { RealtimeModule } from '../realtime/realtime.module.js';
import { UsersModule } from '../users/users.module.js';
import { ForgetAnonymised } from './forget-anonymised.js';
import { MyPreferences } from './my-preferences.js';
import { PreferencesController } from './preferences.controller.js';
import { PreferencesRepository } from './preferences.repository.js';
import { PreferencesService } from './preferences.service.js';
import { UserPreferences } from './user-preferences.entity.js';

/** What people chose for themselves, on all their devices. See docs/preferences.md. */
@Module({
  imports: [TypeOrmModule.forFeature([UserPreferences]), RealtimeModule, UsersModule],
  controllers: [PreferencesController],
  providers: [ForgetAnonymised, MyPreferences, PreferencesRepository, PreferencesService],
})
export class PreferencesModule {}
