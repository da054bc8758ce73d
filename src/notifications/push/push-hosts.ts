import { Inject, Injectable } from '@nestjs/common';
import { ArrayMaxSize, ArrayUnique, IsArray, Matches } from 'class-validator';
import { APP_SETTINGS } from '../../config/settings.module.js';
import type { Settings } from '../../config/settings.js';
import { defineChoice, defineSetting } from '../../core/organisation/define-setting.js';
import { OrganisationSettings } from '../../core/organisation/organisation-settings.js';

const MAX_HOSTS = 50;
/** A name in the net, no address and no port: what is added here is reached under the rules of the known ones. */
const HOST = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** Push services that an organisation takes beside, or in place of, those that are known. */
const PUSH_HOSTS = defineSetting<string[]>({
  key: 'pushHosts',
  group: 'security',
  needsConfirmation: true,
  fallback: [],
  accepts: (value): value is string[] => Array.isArray(value) && value.every((host) => typeof host === 'string'),
  description:
    'Further push services that devices may name: hosts such as `push.example.org`, which have to lead to public addresses.',
  schema: { type: [String], maxItems: MAX_HOSTS, example: ['push.example.org'] },
  rules: [IsArray(), ArrayMaxSize(MAX_HOSTS), ArrayUnique(), Matches(HOST, { each: true })],
});

/** Whether those that are known are taken. */
const PUSH_SERVICES = defineChoice({
  key: 'pushServices',
  group: 'security',
  needsConfirmation: true,
  name: 'PushServices',
  words: ['known', 'added'],
  fallback: 'known',
  description:
    'Whether the push services of Google, Mozilla, Apple and Microsoft are asked to notify devices (`known`), or only those in `pushHosts` (`added`).',
});

/** The push services that may be asked. */
export interface AllowedPushHosts {
  /** Those of the browsers that people use. */
  readonly known: boolean;
  readonly added: readonly string[];
}

/** Which push services this server asks: what its operator says, and what the organisation does. */
@Injectable()
export class PushHosts {
  constructor(
    private readonly organisation: OrganisationSettings,
    @Inject(APP_SETTINGS) private readonly settings: Pick<Settings, 'pushHosts'>,
  ) {}

  async allowed(): Promise<AllowedPushHosts> {
    const [services, hosts] = await Promise.all([
      this.organisation.get(PUSH_SERVICES),
      this.organisation.get(PUSH_HOSTS),
    ]);
    return { known: services === 'known', added: [...this.settings.pushHosts, ...hosts] };
  }
}
