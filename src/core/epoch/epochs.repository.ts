import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';

/** Clients that were away for longer begin anew anyway. */
const KEPT = `interval '90 days'`;

const RENEW = {
  name: 'epochs.renew',
  text: `with forgotten as (
      delete from epochs where at < now() - ${KEPT}
    ), made as (
      insert into epochs (id, at) select $1, clock_timestamp()
      where not exists (select 1 from epochs e where e.at > now() - interval '1 minute')
      returning id, at
    )
    (select id from made)
    union all
    (select id from epochs where not exists (select 1 from made) order by at desc limit 1)`,
};

const BEGIN = { name: 'epochs.begin', text: 'insert into epochs (id, at) values ($1, clock_timestamp())' };

/** The epochs table. */
@Injectable()
export class EpochsRepository {
  constructor(private readonly database: Database) {}

  /** The newest epoch: `id`, where the last one is a minute old. */
  async renew(id: string): Promise<string> {
    const row = await this.database.row<{ id: string }>(RENEW, [id]);
    return row?.id ?? id;
  }

  /** Another epoch, however old the last one is. */
  async begin(id: string): Promise<void> {
    await this.database.rows(BEGIN, [id]);
  }

  async isKnown(id: string): Promise<boolean> {
    const known = await this.database.row({ name: 'epochs_known', text: 'select 1 from epochs where id = $1' }, [id]);
    return known !== undefined;
  }
}
