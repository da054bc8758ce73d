import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.js';
import { RepeatedFailures } from '../logging/repeated-failures.js';
import { merged } from './moves-row.js';
import type { OutboxConsumer } from './outbox-consumer.js';
import { OutboxCursorsRepository } from './outbox-cursors.repository.js';

const LOOK_EVERY_MS = 1_000;
/** Rows of one reading; each stands for a batch of sends. */
const ROWS_AT_ONCE = 100;

/** Lets consumers follow the outbox; features register theirs when their module is made. */
@Injectable()
export class OutboxConsumers implements OnModuleDestroy {
  private readonly failures = new RepeatedFailures(new Logger(OutboxConsumers.name));
  private readonly consumers = new Map<string, OutboxConsumer>();
  private readonly working = new Set<string>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly cursors: OutboxCursorsRepository,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Throws when the name is taken. */
  register(consumer: OutboxConsumer): void {
    if (this.consumers.has(consumer.name)) throw new Error(`There is a consumer ${consumer.name} already.`);
    this.consumers.set(consumer.name, consumer);
    this.timer ??= setInterval(() => this.look(), LOOK_EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** For how many seconds the oldest has been there that a consumer has not done. */
  lagSeconds(name: string): Promise<number> {
    return this.cursors.lagSecondsOf(name);
  }

  private look(): void {
    for (const consumer of this.consumers.values()) {
      if (!this.working.has(consumer.name)) void this.follow(consumer);
    }
  }

  private async follow(consumer: OutboxConsumer): Promise<void> {
    const { name } = consumer;
    this.working.add(name);
    try {
      while (await this.step(consumer));
    } catch (error) {
      this.failures.warn(error, { consumer: name });
      // When this fails too, the database is away, and there is nothing to rest from.
      await this.cursors.rest(name).catch(() => undefined);
    }
    this.working.delete(name);
  }

  /** One reading and all that comes of it, in one transaction; true when there is more. */
  private step(consumer: OutboxConsumer): Promise<boolean> {
    return this.unitOfWork.run(async (tx) => {
      if (await this.cursors.make(tx, consumer.name)) {
        await consumer.begin?.(tx);
        return false;
      }
      const cursor = await this.cursors.take(tx, consumer.name);
      if (!cursor) return false;
      const { moves, next, isThrough } = await this.cursors.read(tx, cursor, ROWS_AT_ONCE);
      if (moves.length > 0) await consumer.handle([...merged(moves).values()], tx);
      await this.cursors.advance(tx, consumer.name, next);
      return !isThrough;
    });
  }
}
