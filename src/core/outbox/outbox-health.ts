import { Injectable } from '@nestjs/common';
import { HealthParts, type PartReport } from '../health/health-parts.js';
import { OutboxCursorsRepository } from './outbox-cursors.repository.js';

const BEHIND_SECONDS = 60;
const STUCK_SECONDS = 900;

/** How far those who follow the outbox are behind what was committed. */
@Injectable()
export class OutboxHealth {
  constructor(
    private readonly cursors: OutboxCursorsRepository,
    parts: HealthParts,
  ) {
    parts.register('outbox', () => this.report());
  }

  private async report(): Promise<PartReport> {
    const lagSeconds = await this.cursors.lagSeconds();
    const facts = { lagSeconds };
    const detail = `What follows the conversations is ${lagSeconds} seconds behind.`;
    if (lagSeconds > STUCK_SECONDS) return { state: 'down', reason: 'stuck', detail, facts };
    if (lagSeconds > BEHIND_SECONDS) return { state: 'degraded', reason: 'behind', detail, facts };
    return { state: 'ok', reason: 'ok', detail, facts };
  }
}
