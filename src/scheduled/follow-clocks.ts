import { Injectable, type OnModuleInit } from '@nestjs/common';
import { UnitOfWork } from '../core/database/unit-of-work.js';
import { DomainEvents } from '../core/events/domain-events.js';
import { type Job, NoData } from '../core/jobs/job.js';
import { Jobs } from '../core/jobs/jobs.js';
import './scheduled.events.js';
import { ScheduledRepository, type WaitingForClock } from './scheduled.repository.js';
import { ScheduledShape } from './scheduled-shape.js';
import { momentOf } from './send-moment.js';
import { SendScheduled } from './send-scheduled.js';

const READ_AT_ONCE = 200;

/**
 * Moves what is to be sent when clocks show a time, where the rules of their zone are others than when it was scheduled: a
 * new version of Node brings them.
 */
@Injectable()
export class FollowClocks implements Job<NoData>, OnModuleInit {
  readonly name = 'scheduled.follow-clocks';
  readonly data = NoData;
  readonly cron = '50 * * * *';

  constructor(
    private readonly jobs: Jobs,
    private readonly scheduled: ScheduledRepository,
    private readonly shape: ScheduledShape,
    private readonly work: UnitOfWork,
    private readonly events: DomainEvents,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  async handle(_: NoData, signal?: AbortSignal): Promise<void> {
    let after: string | undefined;
    do {
      const page = await this.scheduled.waitingForClocks(after, READ_AT_ONCE);
      for (const waiting of page) await this.follow(waiting);
      after = page.length < READ_AT_ONCE ? undefined : page.at(-1)?.id;
    } while (after !== undefined && !signal?.aborted);
  }

  private async follow(waiting: WaitingForClock): Promise<void> {
    const to = momentOf(waiting);
    if (!to || to.getTime() === waiting.sendAt.getTime()) return;
    const moved = await this.work.run(async (tx) => {
      const row = await this.scheduled.move(tx, waiting, to);
      const data = { id: waiting.id, sendAt: to.toISOString() };
      if (row) await this.jobs.enqueue(tx, SendScheduled, data, { startAfter: to });
      return row;
    });
    if (!moved) return;
    const { authorId: userId, id } = moved;
    this.events.emit('scheduled.updated', { userId, id, scheduled: await this.shape.one(moved, undefined) });
  }
}
