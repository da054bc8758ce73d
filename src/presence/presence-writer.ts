import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Bus } from '../core/bus/bus.js';
import { Pulse } from '../core/pulse/pulse.js';
import { LocalPresence, type Sighting } from './local-presence.js';
import { PresenceNews } from './presence-news.js';
import { PresenceTiming } from './presence-timing.js';
import { Accounts } from '../users/accounts.js';
import { PresenceRepository } from './presence.repository.js';

declare module '../core/bus/bus.js' {
  interface BusTopics {
    'presence.changed': { readonly userIds: readonly string[] };
  }
}

/** So many ids, of 39 bytes each, fit into one message of the bus. */
const IDS_PER_MESSAGE = 150;

/**
 * Writes how the people of this node are there, and then has it told: one statement for all who changed, at most one a
 * second. A thousand people who come at once are one statement.
 */
@Injectable()
export class PresenceWriter implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(PresenceWriter.name);
  private readonly pulse: Pulse;
  private readonly changed = new Set<string>();
  private gone: Sighting[] = [];
  private sightingsUntil = new Date(0);
  private readonly timers: NodeJS.Timeout[] = [];

  constructor(
    private readonly local: LocalPresence,
    private readonly presence: PresenceRepository,
    private readonly accounts: Accounts,
    private readonly news: PresenceNews,
    private readonly bus: Bus,
    private readonly timing: PresenceTiming,
  ) {
    this.pulse = new Pulse(
      () => this.write(),
      () => timing.batchEveryMs,
    );
  }

  onApplicationBootstrap(): void {
    this.local.onChange((userId, gone) => {
      this.changed.add(userId);
      if (gone) this.gone.push(gone);
      this.pulse.want();
    });
    this.timers.push(
      setInterval(() => void this.orLog(() => this.noteSightings()), this.timing.sightingEveryMs).unref(),
      setInterval(() => void this.orLog(() => this.mend()), this.timing.recheckEveryMs).unref(),
    );
  }

  /** The rows go with the node; when these people were last seen stays. */
  async onModuleDestroy(): Promise<void> {
    this.pulse.stop();
    this.timers.forEach(clearInterval);
    await this.orLog(() => this.noteSightings());
  }

  /** Notes who was active since the last time, in one statement. */
  async noteSightings(): Promise<void> {
    const startedAt = new Date();
    const sightings = [...this.gone, ...this.local.activeSince(this.sightingsUntil)];
    if (sightings.length > 0) await this.accounts.noteSightings(sightings);
    this.gone = this.gone.filter((sighting) => !sightings.includes(sighting));
    this.sightingsUntil = startedAt;
  }

  /** Makes what is written of this node true again, as after a crash of the database, which empties the table. */
  async mend(): Promise<void> {
    const written = await this.presence.ofNode(this.bus.nodeId);
    for (const [userId, state] of this.local.all()) if (written.get(userId) !== state) this.changed.add(userId);
    for (const userId of written.keys()) if (this.local.stateOf(userId) === undefined) this.changed.add(userId);
    if (this.changed.size > 0) this.pulse.want();
  }

  private async write(): Promise<void> {
    const userIds = [...this.changed];
    const { gone } = this;
    this.changed.clear();
    this.gone = [];
    try {
      // First when they were last seen, so that nobody reads that they are offline without it.
      if (gone.length > 0) await this.accounts.noteSightings(gone);
      await this.presence.save(
        this.bus.nodeId,
        userIds.map((userId) => [userId, this.local.stateOf(userId)]),
      );
    } catch (error) {
      userIds.forEach((userId) => this.changed.add(userId));
      this.gone.push(...gone);
      throw error;
    }
    this.tell(userIds);
  }

  private tell(userIds: readonly string[]): void {
    this.news.changed(userIds);
    for (let from = 0; from < userIds.length; from += IDS_PER_MESSAGE) {
      this.bus.tell('presence.changed', { userIds: userIds.slice(from, from + IDS_PER_MESSAGE) });
    }
  }

  /** Whatever fails here is made up for the next time. */
  private async orLog(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.logger.warn({ err: error });
    }
  }
}
