import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Outbox } from '../core/outbox/outbox.js';
import { Revocations } from '../core/security/revocations/revocations.js';
import { PasswordLinksRepository } from './passwords/password-links.repository.js';
import { SessionsRepository } from './sessions/sessions.repository.js';
import { GuessingLimitsRepository } from './sign-in/guessing-limits.repository.js';
import { KnownDevicesRepository } from './sign-in/known-devices.repository.js';

const EVERY_MS = 10 * 60 * 1_000;

/** Deletes what has served its time, so that these tables stay as small as they are busy. Every node may do it. */
@Injectable()
export class Housekeeping implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Housekeeping.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly sessions: SessionsRepository,
    private readonly guesses: GuessingLimitsRepository,
    private readonly devices: KnownDevicesRepository,
    private readonly passwordLinks: PasswordLinksRepository,
    private readonly revocations: Revocations,
    private readonly outbox: Outbox,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.tidyOrLog(), EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  async tidy(): Promise<void> {
    await this.sessions.deleteOld(new Date());
    await this.guesses.deleteOld();
    await this.devices.deleteOld();
    await this.passwordLinks.deleteOld();
    await this.revocations.deleteOld();
    await this.outbox.deleteOld();
  }

  private async tidyOrLog(): Promise<void> {
    try {
      await this.tidy();
    } catch (error) {
      // Nobody waits for it, and it is tried again.
      this.logger.warn({ err: error });
    }
  }
}
