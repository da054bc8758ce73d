import type { Tx } from '../database/unit-of-work.js';

/** How often a job that fails is tried again; each wait is about twice as long as the one before. */
export interface RetryPolicy {
  readonly limit: number;
  readonly firstAfterSeconds: number;
  readonly atMostEverySeconds: number;
}

interface Declaration<Data extends object> {
  /** Unique, and the same for ever: what waits is kept under it. `noun.verb` or `part/verb`. */
  readonly name: string;
  /** What it is given, with the rules it is checked by; fields that are not in it are left out. */
  readonly data: new () => Data;
  /** Left out: five times, after 5 seconds at first. */
  readonly retry?: RetryPolicy;
  /** When it is enqueued by itself, with no data: once for all nodes, five fields, UTC, up to half a minute late. */
  readonly cron?: string;
  /**
   * How late it may be begun that was enqueued by another node, or for more than a minute later; left out: 10 seconds, 60
   * with a plan.
   */
  readonly lateBySeconds?: number;
}

/**
 * Work that is done later, on one of the nodes, at least once: when its node dies in the middle, another begins it anew.
 * What fails again and again is kept as a failure for administrators.
 */
export interface Job<Data extends object = object> extends Declaration<Data> {
  /** How many of them one node does at the same time; left out: 5. */
  readonly atOnce?: number;
  /** `signal` is aborted when nobody waits for it any more: it took a quarter of an hour, or the process ends. */
  handle(data: Data, signal: AbortSignal): Promise<void>;
}

/**
 * A job whose effects are all in the database and must not happen twice: what is written by `tx` is committed together
 * with the note that the job is done. A node does one after the other, each on one of the connections for requests.
 */
export interface TransactionalJob<Data extends object = object> extends Declaration<Data> {
  handleIn(tx: Tx, data: Data, signal: AbortSignal): Promise<void>;
}

export type AnyJob<Data extends object = object> = Job<Data> | TransactionalJob<Data>;

/** Of a job that needs to know nothing. */
export class NoData {}
