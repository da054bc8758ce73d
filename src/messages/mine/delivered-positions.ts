import { Injectable } from '@nestjs/common';
import {
  type DeliveredPosition,
  DeliveredPositionsRepository,
  type MovedPosition,
} from './delivered-positions.repository.js';

export type { DeliveredPosition, MovedPosition } from './delivered-positions.repository.js';

/** How far messages reached people, in conversations of up to MAX_TRACKED_MEMBERS. */
@Injectable()
export class DeliveredPositions {
  constructor(private readonly positions: DeliveredPositionsRepository) {}

  /**
   * Moves these forward where they are behind, in one statement that waits for nobody. Says which it moved, with those who
   * may know where there are at most `mostViewers` members, and which rows were busy.
   */
  async keep(
    positions: readonly DeliveredPosition[],
    mostViewers: number,
  ): Promise<{ written: MovedPosition[]; busy: DeliveredPosition[] }> {
    const due = await this.positions.keep(positions, mostViewers);
    return { written: due.filter(({ isHeld }) => isHeld), busy: due.filter(({ isHeld }) => !isHeld) };
  }
}
