import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { APP_SETTINGS } from '../../../config/settings.module.js';
import type { Settings } from '../../../config/settings.js';
import type { Tx } from '../../database/unit-of-work.js';
import type { RecordedRevocation } from './revocation.js';

/** What was read, and the snapshot of the database that it was read in. */
export interface RevocationReading {
  readonly revocations: RecordedRevocation[];
  readonly snapshot: string;
}

interface Row {
  snapshot: string;
  id: string | null;
  kind: RecordedRevocation['kind'];
  userId: string;
  facts: object;
}

// As the outbox is read: by what was not visible in the last snapshot.
const SINCE = {
  name: 'revocations.since',
  text: `select pg_current_snapshot()::text as snapshot,
           r.id, r.kind, r.user_id as "userId", r.facts
         from (select) as always
         left join revocations r on r.tx >= pg_snapshot_xmin($1::pg_snapshot)::text::bigint
           and not pg_visible_in_snapshot(r.tx::text::xid8, $1::pg_snapshot)
         order by r.tx, r.id`,
};

/** The revocations table, read on a connection of its own so that a busy pool never makes a node blind. */
@Injectable()
export class RevocationsRepository implements OnApplicationShutdown {
  private readonly pool: pg.Pool;

  constructor(@Inject(APP_SETTINGS) settings: Settings) {
    this.pool = new pg.Pool({
      connectionString: settings.databaseUrl,
      max: 1,
      connectionTimeoutMillis: 2_000,
      statement_timeout: 2_000,
      query_timeout: 2_500,
      application_name: 'parley-revocations',
    });
    // A connection lost while idle: the next read opens another, or fails and is counted as a missed one.
    this.pool.on('error', () => undefined);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }

  async insert(tx: Tx, revocations: readonly RecordedRevocation[]): Promise<void> {
    const rows = revocations.map(({ id, kind, userId, ...facts }) => ({ id, kind, userId, facts }));
    await tx.manager.query(
      `insert into revocations (id, kind, user_id, facts, at)
       select r.id, r.kind, r."userId", r.facts, clock_timestamp()
       from jsonb_to_recordset($1) r(id uuid, kind text, "userId" uuid, facts jsonb)`,
      [JSON.stringify(rows)],
    );
  }

  /** What was committed since a snapshot, each once; nothing without one. */
  async since(snapshot: string | undefined): Promise<RevocationReading> {
    const { rows } = await this.pool.query<Row>({ ...SINCE, values: [snapshot ?? null] });
    return {
      snapshot: rows[0]?.snapshot ?? '',
      revocations: rows.flatMap(({ id, kind, userId, facts }) =>
        id === null ? [] : [{ id, kind, userId, ...facts } as RecordedRevocation],
      ),
    };
  }

  /** Everybody has read them long ago. */
  async deleteOld(): Promise<void> {
    await this.pool.query(`delete from revocations where at < now() - interval '1 hour'`);
  }
}
