import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { APP_SETTINGS } from '../../../config/settings.module.js';
import type { Settings } from '../../../config/settings.js';
import type { Tx } from '../../database/unit-of-work.js';
import type { RecordedRevocation } from './revocation.js';
import type { SessionEndReason } from './session-end-reason.js';

/** What was read, and the snapshot of the database that it was read in. */
export interface RevocationReading {
  readonly revocations: RecordedRevocation[];
  readonly snapshot: string;
}

interface Row {
  snapshot: string;
  id: string | null;
  kind: RecordedRevocation['kind'];
  user_id: string;
  session_id: string | null;
  except_session_id: string | null;
  conversation_id: string | null;
  reason: SessionEndReason | null;
}

// As the outbox is read: by what was not visible in the last snapshot.
const SINCE = {
  name: 'revocations.since',
  text: `select pg_current_snapshot()::text as snapshot,
           r.id, r.kind, r.user_id, r.session_id, r.except_session_id, r.conversation_id, r.reason
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

  async insert(tx: Tx, { id, ...revocation }: RecordedRevocation): Promise<void> {
    await tx.manager.query(
      `insert into revocations (id, kind, user_id, session_id, except_session_id, conversation_id, reason, at)
       values ($1, $2, $3, $4, $5, $6, $7, clock_timestamp())`,
      [
        id,
        revocation.kind,
        revocation.userId,
        revocation.sessionId ?? null,
        revocation.exceptSessionId ?? null,
        revocation.conversationId ?? null,
        revocation.reason ?? null,
      ],
    );
  }

  /** What was committed since a snapshot, each once; nothing without one. */
  async since(snapshot: string | undefined): Promise<RevocationReading> {
    const { rows } = await this.pool.query<Row>({ ...SINCE, values: [snapshot ?? null] });
    return {
      snapshot: rows[0]?.snapshot ?? '',
      revocations: rows.flatMap(({ id, ...row }) => (id === null ? [] : [revocationOf(id, row)])),
    };
  }

  /** Everybody has read them long ago. */
  async deleteOld(): Promise<void> {
    await this.pool.query(`delete from revocations where at < now() - interval '1 hour'`);
  }
}

function revocationOf(id: string, row: Omit<Row, 'id' | 'snapshot'>): RecordedRevocation {
  return {
    id,
    kind: row.kind,
    userId: row.user_id,
    ...(row.session_id && { sessionId: row.session_id }),
    ...(row.except_session_id && { exceptSessionId: row.except_session_id }),
    ...(row.conversation_id && { conversationId: row.conversation_id }),
    ...(row.reason && { reason: row.reason }),
  };
}
