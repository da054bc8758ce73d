import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';

/** A node that was not seen for longer is gone; three heartbeats may be missed. */
const GONE_AFTER = `interval '30 seconds'`;
/** By then nobody asks any more when it was last seen. */
const FORGOTTEN_AFTER = `interval '10 minutes'`;

/** A condition on the row `n` of a node: it counts as running. By the database's clock, which all nodes share. */
export const IS_LIVING = `n.seen_at > statement_timestamp() - ${GONE_AFTER}`;

const BEAT = {
  name: 'nodes.beat',
  text: `with forgotten as (
           delete from nodes where seen_at < statement_timestamp() - ${FORGOTTEN_AFTER} and id <> $1
         )
         insert into nodes (id, started_at, seen_at, version, clock_offset_ms)
         values ($1, statement_timestamp(), statement_timestamp(), $2, $3)
         on conflict (id) do update set seen_at = excluded.seen_at, clock_offset_ms = excluded.clock_offset_ms
         returning (select count(*)::int from nodes n where n.id <> $1 and ${IS_LIVING}) as others,
           clock_timestamp() as "databaseTime"`,
};
const LIVING = {
  name: 'nodes.living',
  text: `select n.id, n.version, n.started_at as "startedAt", n.seen_at as "seenAt", n.clock_offset_ms as "clockOffsetMs"
         from nodes n where ${IS_LIVING} order by n.started_at, n.id`,
};
const LEAVE = { name: 'nodes.leave', text: 'delete from nodes where id = $1' };

/** What a node says of itself. */
export interface NodeFacts {
  readonly version: string;
  /** By how much the clock of the database is ahead of its own. */
  readonly clockOffsetMs: number;
}

/** A process that runs. */
export interface LivingNode extends NodeFacts {
  readonly id: string;
  readonly startedAt: Date;
  readonly seenAt: Date;
}

/** What is answered to a heartbeat. */
export interface Beat {
  /** How many other nodes run. */
  readonly others: number;
  readonly databaseTime: Date;
}

/** The nodes table. */
@Injectable()
export class NodesRepository {
  constructor(private readonly database: Database) {}

  /** Says that the node runs, and clears away the rows of those that went without a word. */
  async beat(id: string, { version, clockOffsetMs }: NodeFacts): Promise<Beat | undefined> {
    return this.database.row<Beat>(BEAT, [id, version.slice(0, 40), Math.round(clockOffsetMs)]);
  }

  /** Those that run, the oldest first. */
  living(): Promise<LivingNode[]> {
    return this.database.rows<LivingNode>(LIVING);
  }

  async leave(id: string): Promise<void> {
    await this.database.rows(LEAVE, [id]);
  }
}
