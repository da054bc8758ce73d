import { Injectable } from '@nestjs/common';

/** A comparison that took longer says too little: the answer may be from any moment of it. */
const MEASURED_WITHIN_MS = 1_000;

/** The clock of the database, which all nodes share, as this node can tell it without asking: compared at each heartbeat. */
@Injectable()
export class DatabaseClock {
  private offset = 0;

  /** By how much the database is ahead of this node; 0 until they were compared. */
  get offsetMs(): number {
    return this.offset;
  }

  /** Milliseconds since 1970. */
  now(): number {
    return Date.now() + this.offset;
  }

  /** The database answered with its time, between these two moments of this node. */
  compare(databaseTime: Date, sentAt: number, answeredAt: number): void {
    if (answeredAt - sentAt > MEASURED_WITHIN_MS) return;
    this.offset = databaseTime.getTime() - (sentAt + answeredAt) / 2;
  }
}
