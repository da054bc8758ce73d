import { Injectable } from '@nestjs/common';
import { Database } from '../core/database/database.js';
import { newId } from '../core/database/id.js';
import type { Tx } from '../core/database/unit-of-work.js';
import type { ScheduledProblemDto } from '../messages/later/dto/scheduled.dto.js';
import type { LaterMessage, WallClock } from '../messages/later/later-sends.js';
import type { MessagePlace } from '../messages/shape/message-parts.js';
import type { SendMoment } from './send-moment.js';

/** What became of a scheduled message so far; the numbers are stored. */
export const ScheduledState = { Waiting: 0, Sending: 1, Sent: 2, Failed: 3, Cancelled: 4 } as const;

export interface ScheduledRow {
  readonly id: string;
  readonly authorId: string;
  readonly clientId: string;
  readonly requestHash: Buffer;
  readonly conversationId: string | null;
  readonly toIds: string[];
  readonly separate: boolean;
  readonly body: string;
  readonly subject: string | null;
  readonly inheritsSubject: boolean;
  readonly replySeq: number | null;
  readonly attachmentIds: string[];
  readonly sendAt: Date;
  /** Null, as its zone, where a moment was asked for. */
  readonly wallTime: string | null;
  readonly wallZone: string | null;
  readonly state: number;
  readonly problem: ScheduledProblemDto | null;
  readonly sent: MessagePlace[] | null;
}

/** What the author changes; undefined leaves it. */
export interface ScheduledChange {
  readonly body: string | undefined;
  readonly subject: string | null | undefined;
  readonly moment: SendMoment | undefined;
}

/** What is sent when the clocks of a zone show a time, and when that was thought to be. */
export interface WaitingForClock extends WallClock {
  readonly id: string;
  readonly sendAt: Date;
}

/** After which of the list the next page begins. */
export interface ScheduledPosition {
  readonly at: string;
  readonly id: string;
}

const { Waiting, Sending, Sent, Failed, Cancelled } = ScheduledState;
/** How long it is remembered what was sent or cancelled, for requests that come again. */
const REMEMBERED = '1 day';

const COLUMNS = `id, author_id as "authorId", client_id as "clientId", request_hash as "requestHash",
  conversation_id as "conversationId", to_ids as "toIds", separate, body, subject,
  inherits_subject as "inheritsSubject", reply_seq as "replySeq", attachment_ids as "attachmentIds",
  send_at as "sendAt", wall_time as "wallTime", wall_zone as "wallZone", state, problem, sent`;
/** Without its text; needs `set` before it. */
const EMPTIED = `body = '', subject = null, to_ids = '{}', attachment_ids = '{}', problem = null, settled_at = clock_timestamp()`;

/** Messages that wait for their time. */
@Injectable()
export class ScheduledRepository {
  constructor(private readonly database: Database) {}

  /** Makes those who keep something for one author wait for each other. */
  async lockKeeping(tx: Tx, authorId: string): Promise<void> {
    await tx.manager.query(`select pg_advisory_xact_lock(hashtextextended($1, 3))`, [`scheduled_messages ${authorId}`]);
  }

  async findByClientId(tx: Tx, authorId: string, clientId: string): Promise<ScheduledRow | undefined> {
    const [row] = await tx.manager.query<ScheduledRow[]>(
      `select ${COLUMNS} from scheduled_messages where author_id = $1 and client_id = $2`,
      [authorId, clientId],
    );
    return row;
  }

  /** How many of an author are not sent, and forgets what was settled long ago. */
  async countOpen(tx: Tx, authorId: string): Promise<number> {
    const [row] = await tx.manager.query<{ count: number }[]>(
      `with forgotten as (
         delete from scheduled_messages
         where author_id = $1 and settled_at < clock_timestamp() - interval '${REMEMBERED}')
       select count(*) from scheduled_messages
       where author_id = $1 and state in (${Waiting}, ${Sending}, ${Failed})`,
      [authorId],
    );
    return row?.count ?? 0;
  }

  /** How many of an author wait for their time. */
  async countWaiting(authorId: string): Promise<number> {
    const row = await this.database.row<{ count: number }>(
      {
        name: 'scheduled.count-waiting',
        text: `select count(*)::integer as count from scheduled_messages where author_id = $1 and state in (${Waiting}, ${Sending})`,
      },
      [authorId],
    );
    return row?.count ?? 0;
  }

  /** All of an author's, whatever became of it. */
  async deleteOf(tx: Tx, authorId: string): Promise<void> {
    await tx.manager.query('delete from scheduled_messages where author_id = $1', [authorId]);
  }

  /** Some of what was to be said in a group, whatever became of it. */
  async deleteOfGroup(
    tx: Tx,
    conversationId: string,
    limit: number,
  ): Promise<{ id: string; authorId: string; clientId: string }[]> {
    const [rows] = await tx.manager.query<[{ id: string; authorId: string; clientId: string }[], number]>(
      `delete from scheduled_messages
       where id = any(array(select id from scheduled_messages where conversation_id = $1 limit $2))
       returning id, author_id as "authorId", client_id as "clientId"`,
      [conversationId, limit],
    );
    return rows;
  }

  /** Keeps a message; undefined when its time is over by the clock of the database. */
  async insert(
    tx: Tx,
    authorId: string,
    message: LaterMessage,
    { sendAt, holdSeconds, wall }: SendMoment,
    requestHash: Buffer,
  ): Promise<ScheduledRow | undefined> {
    const { clientId, conversationId, toIds, separate, body, subject, replyToSeq, attachmentIds } = message;
    const [row] = await tx.manager.query<ScheduledRow[]>(
      `insert into scheduled_messages
         (id, author_id, client_id, request_hash, conversation_id, to_ids, separate, body, subject, inherits_subject,
          reply_seq, send_at, state, attachment_ids, wall_time, wall_zone)
       select $1, $2, $3, $4, $5, $6::uuid[], $7, $8, $9, $10, $11::bigint, send_at, ${Waiting}, $14::uuid[], $15, $16
       from coalesce($12::timestamptz, clock_timestamp() + make_interval(secs => $13::int)) send_at
       where send_at > clock_timestamp()
       returning ${COLUMNS}`,
      [
        newId(),
        authorId,
        clientId,
        requestHash,
        conversationId,
        toIds,
        separate,
        body,
        subject ?? null,
        subject === undefined,
        replyToSeq,
        sendAt ?? null,
        holdSeconds,
        attachmentIds,
        wall?.time ?? null,
        wall?.zone ?? null,
      ],
    );
    return row;
  }

  /** One of an author's, locked until the transaction ends. */
  async lock(tx: Tx, authorId: string, id: string): Promise<ScheduledRow | undefined> {
    const [row] = await tx.manager.query<ScheduledRow[]>(
      `select ${COLUMNS} from scheduled_messages where author_id = $1 and id = $2 for update`,
      [authorId, id],
    );
    return row;
  }

  /** Changes one that is locked; with a time it waits again. Undefined when that time is over. */
  async change(tx: Tx, id: string, { body, subject, moment }: ScheduledChange): Promise<ScheduledRow | undefined> {
    const [[row]] = await tx.manager.query<[ScheduledRow[], number]>(
      `update scheduled_messages set body = coalesce($2, body),
         subject = case when $3 then $4 else subject end, inherits_subject = inherits_subject and not $3,
         send_at = coalesce($5::timestamptz, send_at),
         wall_time = case when $5::timestamptz is null then wall_time else $6 end,
         wall_zone = case when $5::timestamptz is null then wall_zone else $7 end,
         state = case when $5::timestamptz is null then state else ${Waiting} end,
         problem = case when $5::timestamptz is null then problem end
       where id = $1 and ($5::timestamptz is null or $5::timestamptz > clock_timestamp())
       returning ${COLUMNS}`,
      [
        id,
        body ?? null,
        subject !== undefined,
        subject ?? null,
        moment?.sendAt ?? null,
        moment?.wall?.time ?? null,
        moment?.wall?.zone ?? null,
      ],
    );
    return row;
  }

  /** Cancels one that is locked; its text is gone. */
  async cancel(tx: Tx, id: string): Promise<void> {
    await tx.manager.query(`update scheduled_messages set state = ${Cancelled}, ${EMPTIED} where id = $1`, [id]);
  }

  /** One that is locked is to be sent now, whatever its time was. */
  async hasten(tx: Tx, id: string): Promise<ScheduledRow> {
    const [[row]] = await tx.manager.query<[ScheduledRow[], number]>(
      `update scheduled_messages set state = ${Sending}, send_at = clock_timestamp(), problem = null
       where id = $1 returning ${COLUMNS}`,
      [id],
    );
    if (!row) throw new Error('What is locked is there.');
    return row;
  }

  /** What waits for what clocks show, of all authors, in the order of its ids. */
  async waitingForClocks(after: string | undefined, limit: number): Promise<WaitingForClock[]> {
    return this.database.rows<WaitingForClock>(
      {
        name: 'scheduled.waiting-for-clocks',
        text: `select id, send_at as "sendAt", wall_time as time, wall_zone as zone from scheduled_messages
          where state = ${Waiting} and wall_time is not null and ($1::uuid is null or id > $1)
          order by id limit $2`,
      },
      [after ?? null, limit],
    );
  }

  /** Another moment for one that waits for what clocks show; undefined when its author or another node was faster. */
  async move(tx: Tx, { id, sendAt, time, zone }: WaitingForClock, to: Date): Promise<ScheduledRow | undefined> {
    const [[row]] = await tx.manager.query<[ScheduledRow[], number]>(
      `update scheduled_messages set send_at = $5
       where id = $1 and state = ${Waiting} and send_at = $2 and wall_time = $3 and wall_zone = $4
       returning ${COLUMNS}`,
      [id, sendAt, time, zone, to],
    );
    return row;
  }

  /** From now on it cannot be taken back; undefined when it is not to be sent at this time, or was already. */
  async claim(id: string, sendAt: string): Promise<ScheduledRow | undefined> {
    return this.database.row<ScheduledRow>(
      {
        name: 'scheduled.claim',
        text: `update scheduled_messages set state = ${Sending}
          where id = $1 and send_at = $2 and state in (${Waiting}, ${Sending}) returning ${COLUMNS}`,
      },
      [id, sendAt],
    );
  }

  /** Notes where it went, and keeps no text. */
  async settle(id: string, sent: readonly MessagePlace[]): Promise<void> {
    await this.database.rows(
      {
        name: 'scheduled.settle',
        text: `update scheduled_messages set state = ${Sent}, sent = $2, ${EMPTIED} where id = $1`,
      },
      [id, JSON.stringify(sent)],
    );
  }

  /** Notes why it cannot be sent; false when it was. */
  async fail(id: string, problem: ScheduledProblemDto): Promise<ScheduledRow | undefined> {
    return this.database.row<ScheduledRow>(
      {
        name: 'scheduled.fail',
        text: `update scheduled_messages set state = ${Failed}, problem = $2
          where id = $1 and state = ${Sending} returning ${COLUMNS}`,
      },
      [id, JSON.stringify(problem)],
    );
  }

  /** What is not sent of an author's, the next one first. */
  async page(authorId: string, after: ScheduledPosition | undefined, limit: number): Promise<ScheduledRow[]> {
    return this.database.rows<ScheduledRow>(
      {
        name: 'scheduled.page',
        text: `select ${COLUMNS} from scheduled_messages
          where author_id = $1 and state in (${Waiting}, ${Sending}, ${Failed})
            and ($2::timestamptz is null or (send_at, id) > ($2, $3::uuid))
          order by send_at, id limit $4`,
      },
      [authorId, after?.at ?? null, after?.id ?? null, limit],
    );
  }

  /** One of an author's while it is not sent. */
  async find(authorId: string, id: string): Promise<ScheduledRow | undefined> {
    return this.database.row<ScheduledRow>(
      {
        name: 'scheduled.one',
        text: `select ${COLUMNS} from scheduled_messages
          where author_id = $1 and id = $2 and state in (${Waiting}, ${Sending}, ${Failed})`,
      },
      [authorId, id],
    );
  }
}
