import { Pulse } from '../core/pulse/pulse.js';
import { type Position, Positions } from './positions.js';

/** About 10 MB; a node that cannot write for long keeps no more. */
const CAPACITY = 50_000;

/** Writes these positions with one statement; resolves with those whose rows were busy. */
export type WritePositions = (positions: readonly Position[]) => Promise<readonly Position[]>;

/**
 * Positions that wait to be written together: noting one is a write into a map, and at most once in an interval all of
 * them go into one statement. What could not be written is tried again.
 */
export class WaitingPositions {
  private readonly waiting = new Positions(CAPACITY);
  private readonly pulse: Pulse;
  private lastFlush: Promise<void> = Promise.resolve();

  constructor(
    private readonly write: WritePositions,
    everyMs: () => number,
  ) {
    this.pulse = new Pulse(() => this.flush(), everyMs);
  }

  note(conversationId: string, userId: string, seq: number): void {
    this.waiting.note(conversationId, userId, seq);
    this.pulse.want();
  }

  /** Writes what waits, and what is being written at the moment; nothing is written by itself any more. */
  async close(): Promise<void> {
    this.pulse.stop();
    await this.flush();
  }

  /** One at a time, so that a position never overtakes an earlier one. */
  private flush(): Promise<void> {
    this.lastFlush = this.lastFlush.catch(() => undefined).then(() => this.writeWaiting());
    return this.lastFlush;
  }

  private async writeWaiting(): Promise<void> {
    const positions = this.waiting.takeAll();
    if (positions.length === 0) return;
    try {
      this.keep(await this.write(positions));
    } catch (error) {
      this.keep(positions);
      throw error;
    }
  }

  private keep(positions: readonly Position[]): void {
    for (const { conversationId, userId, seq } of positions) this.note(conversationId, userId, seq);
  }
}
