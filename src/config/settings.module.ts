import { type DynamicModule, Global, Module } from '@nestjs/common';
import type { Settings } from './settings.js';

/** Injects the settings: `constructor(@Inject(APP_SETTINGS) private readonly settings: Settings)`. */
export const APP_SETTINGS = Symbol('APP_SETTINGS');

/** The settings, for whoever asks for APP_SETTINGS. */
@Global()
@Module({})
export class SettingsModule {
  static forRoot(settings: Settings): DynamicModule {
    return {
      module: SettingsModule,
      providers: [{ provide: APP_SETTINGS, useValue: settings }],
      exports: [APP_SETTINGS],
    };
  }
}
