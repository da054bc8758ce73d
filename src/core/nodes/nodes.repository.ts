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
         insert into nodes (id, started_at, seen_at) values ($1, statement_timestamp(), statement_timestamp())
         on conflict (id) do update set seen_at = excluded.seen_at
         returning (select count(*)::int from nodes n where n.id <> $1 and ${IS_LIVING}) as others`,
};
const LEAVE = { name: 'nodes.leave', text: 'delete from nodes where id = $1' };

/** The nodes table. */
@Injectable()
export class NodesRepository {
  constructor(private readonly database: Database) {}

  /** Says that the node runs, clears away the rows of those that went without a word, and answers how many others run. */
  async beat(id: string): Promise<number> {
    const [beat] = await this.database.rows<{ others: number }>(BEAT, [id]);
    return beat?.others ?? 0;
  }

  async leave(id: string): Promise<void> {
    await this.database.rows(LEAVE, [id]);
  }
}
