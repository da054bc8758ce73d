import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import { Bus } from '../bus/bus.js';
import { RepeatedFailures } from '../logging/repeated-failures.js';
import { VERSION } from '../version.js';
import { DatabaseClock } from './database-clock.js';
import { NodesRepository } from './nodes.repository.js';

declare module '../bus/bus.js' {
  interface BusTopics {
    /** A node says that it is there: the others have somebody to talk to. */
    'node.here': Record<string, never>;
  }
}

const EVERY_MS = 10_000;

/**
 * Tells through the database that this process runs, so that the others know when it does not any more. What a node
 * keeps in the database for as long as it lives hangs on this one row.
 */
@Injectable()
export class NodeHeartbeat implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly failures = new RepeatedFailures(new Logger(NodeHeartbeat.name));
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly nodes: NodesRepository,
    private readonly bus: Bus,
    private readonly clock: DatabaseClock,
  ) {}

  onModuleInit(): void {
    this.bus.onReturn(() => void this.announce());
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.beat();
    this.timer = setInterval(() => void this.beat(), EVERY_MS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.orLog(() => this.nodes.leave(this.bus.nodeId));
  }

  /** Its row first: who hears this and counts just then must find it, or would take itself to be alone again. */
  private async announce(): Promise<void> {
    await this.beat();
    this.bus.tell('node.here', {});
  }

  private beat(): Promise<void> {
    return this.orLog(async () => {
      const at = performance.now();
      const sentAt = Date.now();
      const facts = { version: VERSION, clockOffsetMs: this.clock.offsetMs };
      const beat = await this.nodes.beat(this.bus.nodeId, facts);
      this.bus.noteOthers(beat?.others ?? 0, at);
      if (beat) this.clock.compare(beat.databaseTime, sentAt, Date.now());
    });
  }

  /** The next beat makes up for one that failed, and a row that was left behind is forgotten by itself. */
  private async orLog(write: () => Promise<void>): Promise<void> {
    try {
      await write();
    } catch (error) {
      this.failures.warn(error);
    }
  }
}
