import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '../../config/settings.js';
import { APP_SETTINGS } from '../../config/settings.module.js';
import type { ClientInfo } from '../../core/http/client-info.js';
import { JobFailures } from '../../core/jobs/job-failures.repository.js';
import type { Principal } from '../../core/security/principal.js';
import { BundleRecord } from './bundle-record.js';
import { InstallationRepository } from './installation.repository.js';
import { LiveFigures } from './live-figures.service.js';
import { Statistics } from './statistics.service.js';
import { SystemHealth } from './system-health.service.js';

/** Those whose value is a number, a choice or a folder; of all others it is told whether they are set, and nothing else. */
const TOLD: readonly (keyof typeof SETTINGS)[] = ['port', 'rateLimits', 'logLevel'];

/** What helps to find out what is wrong, for somebody who may see neither secrets nor people. */
@Injectable()
export class SupportBundle {
  constructor(
    @Inject(APP_SETTINGS) private readonly settings: Settings,
    private readonly health: SystemHealth,
    private readonly statistics: Statistics,
    private readonly live: LiveFigures,
    private readonly jobs: JobFailures,
    private readonly installation: InstallationRepository,
    private readonly record: BundleRecord,
  ) {}

  /** Puts the download on record, then answers the text of the file, a part at a time. */
  async begin(principal: Principal, client: ClientInfo): Promise<AsyncIterable<string>> {
    await this.record.write(principal, client);
    return this.write();
  }

  /** A part that cannot be read says so in its place: the bundle is asked for when something is broken. */
  private async *write(): AsyncIterable<string> {
    const parts: readonly (readonly [string, () => unknown])[] = [
      ['madeAt', () => new Date()],
      [
        'process',
        () => ({
          node: process.version,
          platform: process.platform,
          architecture: process.arch,
          uptimeSeconds: Math.round(process.uptime()),
          memory: process.memoryUsage(),
        }),
      ],
      ['settings', () => maskedSettings(this.settings)],
      ['health', () => this.health.read()],
      ['now', () => this.live.now()],
      ['failedJobs', () => this.jobs.counts()],
      ['statistics', () => this.statistics.read({ step: 'hour' })],
      ['migrations', () => this.installation.migrations()],
      ['database', () => this.installation.facts()],
      ['tables', () => this.installation.tables()],
    ];
    yield '{\n';
    for (const [index, [name, read]] of parts.entries()) {
      const value = await Promise.resolve()
        .then(read)
        .catch(() => ({ error: 'unavailable' }));
      yield `${JSON.stringify(name)}: ${JSON.stringify(value, null, 2)}${index < parts.length - 1 ? ',' : ''}\n`;
    }
    yield '}\n';
  }
}

/** By their names in the environment. A new setting is masked until somebody decides that it may be told. */
export function maskedSettings(settings: Settings): Record<string, unknown> {
  const keys = Object.keys(SETTINGS) as (keyof typeof SETTINGS)[];
  return Object.fromEntries(
    keys.map((key) => {
      const value = settings[key];
      const isSet =
        value !== undefined && value !== false && value !== '' && !(Array.isArray(value) && value.length === 0);
      return [SETTINGS[key].name, TOLD.includes(key) ? value : isSet ? '(set)' : '(not set)'];
    }),
  );
}
