import { Injectable } from '@nestjs/common';
import { HealthParts, type PartReport } from '../../core/health/health-parts.js';
import { SearchFollower } from './search-follower.js';
import { type OwnProgress, SearchProgressRepository } from './search-progress.repository.js';

const BEHIND_SECONDS = 60;
const STUCK_SECONDS = 900;
/** What is younger is as good as indexed, and not worth a statement for each search. */
const LATE_SECONDS = 3;
const KNOWN_FOR_MS = 2_000;

/** Says what cannot be found yet: to administrators of all, to each person of what is theirs. */
@Injectable()
export class SearchProgress {
  private known: { readonly at: number; readonly isCaughtUp: Promise<boolean> } | undefined;

  constructor(
    private readonly progress: SearchProgressRepository,
    private readonly follower: SearchFollower,
    parts: HealthParts,
  ) {
    parts.register('search', () => this.report());
  }

  /** Undefined when all of it is found. `isExact`: to the last message, for which every conversation is looked at. */
  async of(userId: string, { isExact }: { readonly isExact: boolean }): Promise<OwnProgress | undefined> {
    if (!isExact && (await this.isCaughtUp())) return undefined;
    const own = await this.progress.of(userId);
    return own.behind > 0 ? own : undefined;
  }

  private isCaughtUp(): Promise<boolean> {
    const now = performance.now();
    if (!this.known || now - this.known.at > KNOWN_FOR_MS) this.known = { at: now, isCaughtUp: this.look() };
    return this.known.isCaughtUp;
  }

  private async look(): Promise<boolean> {
    const [lag, waiting] = await Promise.all([this.follower.lagSeconds(), this.progress.messagesToIndex()]);
    return lag <= LATE_SECONDS && waiting === 0;
  }

  private async report(): Promise<PartReport> {
    const [lagSeconds, messagesToIndex] = await Promise.all([
      this.follower.lagSeconds(),
      this.progress.messagesToIndex(),
    ]);
    const facts = { lagSeconds, messagesToIndex };
    const late = `What is new can be searched for after ${lagSeconds} seconds.`;
    if (lagSeconds > STUCK_SECONDS) return { state: 'down', reason: 'stuck', detail: late, facts };
    if (lagSeconds > BEHIND_SECONDS) return { state: 'degraded', reason: 'behind', detail: late, facts };
    if (messagesToIndex > 0) {
      const detail = `${messagesToIndex} older messages cannot be searched for yet; they are being indexed.`;
      return { state: 'degraded', reason: 'indexing', detail, facts };
    }
    return { state: 'ok', reason: 'ok', detail: 'Everything can be searched for.', facts };
  }
}
