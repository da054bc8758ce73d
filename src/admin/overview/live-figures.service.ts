import { Injectable, Logger } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { FileVolume } from '../../attachments/file-volume.js';
import { SIGN_IN_FAILURES, SIGN_INS } from '../../auth/sign-in/sign-in.series.js';
import { JobFailures } from '../../core/jobs/job-failures.repository.js';
import { RepeatedFailures } from '../../core/logging/repeated-failures.js';
import { DatabaseClock } from '../../core/nodes/database-clock.js';
import { NodesRepository } from '../../core/nodes/nodes.repository.js';
import { type Point, StatisticsRepository } from '../../core/statistics/statistics.repository.js';
import { VERSION } from '../../core/version.js';
import { MESSAGES_SENT } from '../../messages/log/messages.series.js';
import { ActivePeople } from '../../presence/active-people.js';
import { MESSAGES_DELIVERED } from '../../realtime/conversations/delivery-times.js';
import { AccountList } from '../../users/list/account-list.js';
import type { FailedFigureDto, LiveFiguresDto } from './dto/live.dto.js';
import { InstallationRepository } from './installation.repository.js';
import { measuredTimes, valueOf } from './statistics.service.js';

type Figures = Omit<LiveFiguresDto, 'at' | 'version'>;
type FigureName = keyof Figures;
type Figure<Name extends FigureName> = Exclude<Figures[Name], FailedFigureDto>;
type Readers = { readonly [Name in FigureName]: () => Promise<Figure<Name>> };

/** However many look at the same time. */
const REMEMBERED_MS = 2_000;
/** What needs a walk through a table. */
const REMEMBERED_LONG_MS = 60_000;
const LONG: readonly FigureName[] = ['storage', 'people'];
const ANSWER_WITHIN_MS = 2_500;
const MINUTE_MS = 60_000;
const RECENT_MS = 5 * MINUTE_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;
const FOR_EVER_SECONDS = 1e12;

/** What is going on now. Figures are read apart, so that one that fails is missing alone. */
@Injectable()
export class LiveFigures {
  private readonly failures = new RepeatedFailures(new Logger(LiveFigures.name));
  private readonly remembered = new LRUCache<FigureName, object>({
    max: 20,
    ttl: REMEMBERED_MS,
    fetchMethod: (name, _, { options }) => {
      if (LONG.includes(name)) options.ttl = REMEMBERED_LONG_MS;
      return this.readers[name]();
    },
  });

  constructor(
    private readonly statistics: StatisticsRepository,
    private readonly clock: DatabaseClock,
    private readonly people: ActivePeople,
    private readonly accounts: AccountList,
    private readonly files: FileVolume,
    private readonly jobs: JobFailures,
    private readonly nodes: NodesRepository,
    private readonly installation: InstallationRepository,
  ) {}

  private readonly readers: Readers = {
    active: async () => ({ people: await this.people.count() }),
    messages: () => this.messages(),
    delivery: () => this.delivery(),
    signIns: () => this.signIns(),
    jobs: () => this.jobs.summary(),
    storage: async () => {
      const [databaseBytes, fileBytes] = await Promise.all([this.installation.databaseBytes(), this.files.total()]);
      return { databaseBytes, fileBytes };
    },
    people: () => this.accounts.counts(),
    nodes: async () => ({ running: (await this.nodes.living()).length }),
  };

  /** Never rejects because of one figure. */
  async now(): Promise<LiveFiguresDto> {
    const names = Object.keys(this.readers) as FigureName[];
    const figures = await Promise.all(names.map(async (name) => [name, await this.figure(name)] as const));
    return { at: new Date(this.clock.now()), version: VERSION, ...(Object.fromEntries(figures) as unknown as Figures) };
  }

  private async figure(name: FigureName): Promise<object> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`The figure ${name} took too long.`)), ANSWER_WITHIN_MS);
    });
    try {
      return (await Promise.race([this.remembered.fetch(name), late])) as object;
    } catch (error) {
      this.failures.warn(error, { figure: name });
      return { error: 'unavailable' } satisfies FailedFigureDto;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Minutes are kept as a whole: of the last one counts the share that is not a minute ago yet. */
  private async messages(): Promise<Figure<'messages'>> {
    const now = this.clock.now();
    const minute = Math.floor(now / MINUTE_MS);
    const points = await this.since([MESSAGES_SENT.name], now - 2 * MINUTE_MS, MINUTE_MS / 1_000);
    const sent = (at: number) =>
      valueOf(
        MESSAGES_SENT,
        points.filter(({ point }) => point === at),
      ) ?? 0;
    const shareOfLast = 1 - (now % MINUTE_MS) / MINUTE_MS;
    return { lastMinute: Math.round(sent(minute) + sent(minute - 1) * shareOfLast) };
  }

  private async delivery(): Promise<Figure<'delivery'>> {
    const points = await this.since([MESSAGES_DELIVERED.name], this.clock.now() - RECENT_MS);
    return { p95Ms: valueOf(MESSAGES_DELIVERED, points), messages: measuredTimes(points) };
  }

  private async signIns(): Promise<Figure<'signIns'>> {
    const points = await this.since([SIGN_INS.name, SIGN_IN_FAILURES.name], this.clock.now() - DAY_MS);
    const of = (name: string) => points.find(({ series }) => series === name)?.value ?? 0;
    return { succeeded: of(SIGN_INS.name), failed: of(SIGN_IN_FAILURES.name) };
  }

  private since(series: readonly string[], from: number, stepSeconds = FOR_EVER_SECONDS): Promise<Point[]> {
    return this.statistics.read(series, new Date(from), new Date(this.clock.now() + MINUTE_MS), stepSeconds);
  }
}
