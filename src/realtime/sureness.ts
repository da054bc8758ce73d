import { Injectable } from '@nestjs/common';
import { Revocations } from '../core/security/revocations/revocations.js';

/** How old this node's reading of revocations may be while it still delivers. */
const MAX_AGE_MS = 1_000;
/** How often it looks whether it may deliver again. */
const RETRY_MS = 50;

/** Whether this node knows of every revoked right; while it does not, events wait (fail closed). */
@Injectable()
export class Sureness {
  constructor(private readonly revocations: Revocations) {}

  get isSure(): boolean {
    return this.revocations.age() <= MAX_AGE_MS;
  }

  /** Milliseconds since the last good reading. */
  get ageMs(): number {
    return this.revocations.age();
  }

  /** Resolves when events may be delivered again. */
  async regained(): Promise<void> {
    while (!this.isSure) await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
}
