import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { RepeatedFailures } from '../logging/repeated-failures.js';
import { Metrics } from '../metrics/metrics.js';

export const PART_STATES = ['ok', 'degraded', 'down'] as const;
export type PartState = (typeof PART_STATES)[number];

/** How a part is. */
export interface PartReport {
  readonly state: PartState;
  /** A stable code, by which clients say it in their own language. */
  readonly reason: string;
  /** The same as a sentence, without names of people. */
  readonly detail: string;
  /** The figures behind it; they stand in `/metrics` too. */
  readonly facts?: Readonly<Record<string, number>>;
}

/** How a part is, and since when this node has seen it so. */
export interface PartHealth extends PartReport {
  readonly part: string;
  readonly since: Date;
}

/** May throw, or not answer: then the part is down. */
export type PartCheck = () => PartReport | Promise<PartReport>;

/** However many ask: administrators, monitors. */
const AT_MOST_EVERY_MS = 2_000;
/** Where nobody asks, so that it is known since when. */
const AT_LEAST_EVERY_MS = 30_000;
const ANSWER_WITHIN_MS = 2_000;

/** Collects how all parts are; each registers its check, and one that fails keeps no other from answering. */
@Injectable()
export class HealthParts implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly failures = new RepeatedFailures(new Logger(HealthParts.name));
  private readonly checks = new Map<string, PartCheck>();
  private readonly last = new Map<string, PartHealth>();
  private asked: { readonly at: number; readonly parts: Promise<PartHealth[]> } | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(metrics: Metrics) {
    this.addTo(metrics);
  }

  /** Throws when the name is taken. */
  register(part: string, check: PartCheck): void {
    if (this.checks.has(part)) throw new Error(`There is a part ${part} already.`);
    this.checks.set(part, check);
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.report(), AT_LEAST_EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** How each is, in the order in which they were registered; at most two seconds old. Never rejects. */
  report(): Promise<PartHealth[]> {
    const now = performance.now();
    if (!this.asked || now - this.asked.at > AT_MOST_EVERY_MS) this.asked = { at: now, parts: this.ask() };
    return this.asked.parts;
  }

  private ask(): Promise<PartHealth[]> {
    return Promise.all(
      [...this.checks].map(async ([part, check]) => {
        const report = await this.reportOf(part, check);
        const before = this.last.get(part);
        const isSame = before?.state === report.state && before.reason === report.reason;
        const health = { part, ...report, since: isSame ? before.since : new Date() };
        this.last.set(part, health);
        return health;
      }),
    );
  }

  private async reportOf(part: string, check: PartCheck): Promise<PartReport> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<PartReport>((resolve) => {
      const detail = `No answer within ${ANSWER_WITHIN_MS / 1_000} seconds.`;
      timer = setTimeout(() => resolve({ state: 'down', reason: 'no_answer', detail }), ANSWER_WITHIN_MS);
    });
    try {
      return await Promise.race([check(), late]);
    } catch (error) {
      // Why is for the log: what a database or a server says may name what is not to be shown.
      this.failures.warn(error, { part });
      return { state: 'down', reason: 'check_failed', detail: 'It could not be checked. The log says why.' };
    } finally {
      clearTimeout(timer);
    }
  }

  private addTo({ registry }: Metrics): void {
    const report = () => this.report();
    new Gauge({
      name: 'parley_health_state',
      help: 'How each part is: 0 is ok, 1 degraded, 2 down.',
      labelNames: ['part'],
      registers: [registry],
      async collect() {
        for (const { part, state } of await report()) this.set({ part }, PART_STATES.indexOf(state));
      },
    });
    new Gauge({
      name: 'parley_health_fact',
      help: 'The figures behind the health of each part.',
      labelNames: ['part', 'fact'],
      registers: [registry],
      async collect() {
        this.reset();
        for (const { part, facts } of await report()) {
          for (const [fact, value] of Object.entries(facts ?? {})) this.set({ part, fact }, value);
        }
      },
    });
  }
}
