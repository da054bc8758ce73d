import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { isPassing } from '../../core/errors/problem.js';
import { MessageDeletionService } from './message-deletion.service.js';

/** Recalls live 30 s, so what was deleted is gone from the database within 40. */
const INTERVAL_MS = 10_000;

/** Erases what was deleted for everyone once its time is over. */
@Injectable()
export class RecallEraser implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(RecallEraser.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly deletion: MessageDeletionService) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.erase(), INTERVAL_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  private async erase(): Promise<void> {
    try {
      await this.deletion.eraseExpired();
    } catch (error) {
      // The next round does what this one could not; only what will not heal by itself is worth a line.
      if (!isPassing(error)) this.logger.error({ err: error });
    }
  }
}
