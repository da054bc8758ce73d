import { Inject, Injectable } from '@nestjs/common';
import { APP_SETTINGS } from '../../config/settings.module.js';
import type { Settings } from '../../config/settings.js';

/** The push services that were added to those that are known. */
@Injectable()
export class PushHosts {
  constructor(@Inject(APP_SETTINGS) private readonly settings: Pick<Settings, 'pushHosts'>) {}

  added(): Promise<readonly string[]> {
    return Promise.resolve(this.settings.pushHosts);
  }
}
