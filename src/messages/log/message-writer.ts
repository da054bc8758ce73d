import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Bus } from '../../core/bus/bus.js';
import { APP_SETTINGS } from '../../config/settings.module.js';
import type { Settings } from '../../config/settings.js';
import type { AppendedMessage, QueuedDraft } from './appended-message.js';
import { LaneConnection } from './lane-connection.js';
import { MessagePublisher } from './message-publisher.js';
import { SendLane } from './send-lane.js';

/** Two lanes keep PostgreSQL busy while one waits for its commit; more gain nothing on few cores (docs/performance.md). */
const LANES = 2;
/** Nobody holds the lock of a conversation longer, unless something is wrong with them. */
const LOCK_TIMEOUT_MS = 250;
/** How long the messages of a conversation wait whose lock somebody holds for longer. */
const PATIENT_LOCK_TIMEOUT_MS = 2_000;

/** The one way by which messages of people get into the database, from HTTP and from sockets alike. */
@Injectable()
export class MessageWriter implements OnApplicationShutdown {
  private readonly lanes: readonly SendLane[];

  constructor(@Inject(APP_SETTINGS) settings: Settings, publisher: MessagePublisher, bus: Bus) {
    const connection = (lockTimeoutMs: number) =>
      new LaneConnection(settings.databaseUrl ?? '', bus.nodeId, lockTimeoutMs);
    const patient = connection(PATIENT_LOCK_TIMEOUT_MS);
    this.lanes = Array.from({ length: LANES }, () => new SendLane(connection(LOCK_TIMEOUT_MS), patient, publisher));
  }

  /** Resolves when the message is committed, or judged: the outcome says which. Sends of one caller keep their order. */
  append(queued: QueuedDraft): Promise<AppendedMessage> {
    return this.laneOf(queued.draft.conversationId).append(queued);
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.lanes.map((lane) => lane.close()));
  }

  /** A conversation always has the same lane, so that lanes never wait for each other's rows. */
  private laneOf(conversationId: string): SendLane {
    const lane = this.lanes[Number.parseInt(conversationId.slice(-4), 16) % LANES];
    if (!lane) throw new Error(`${conversationId} is not an id.`);
    return lane;
  }
}
