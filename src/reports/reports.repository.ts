import { Injectable } from '@nestjs/common';
import { newId } from '../core/database/id.js';
import { Database } from '../core/database/database.js';
import type { Tx } from '../core/database/unit-of-work.js';
import type { MessagePlace } from '../messages/shape/message-parts.js';
import type { MessageWords } from '../messages/reading/message-context.js';
import type { ReportAction, ReportReason, ReportState } from './report-terms.js';

/** A reported message, without what it says. */
export interface ReportRow extends MessagePlace {
  readonly id: string;
  readonly conversationKind: 'direct' | 'group';
  readonly conversationSubject: string | null;
  readonly senderId: string;
  readonly writtenAt: Date;
  readonly state: ReportState;
  readonly version: number;
  readonly reporters: number;
  readonly firstAt: Date;
  readonly latestAt: Date;
  readonly action: ReportAction | null;
  readonly note: string | null;
  readonly closedBy: string | null;
  readonly closedAt: Date | null;
}

/** What somebody reports. */
export interface NewReport extends MessagePlace {
  readonly conversationKind: 'direct' | 'group';
  readonly conversationSubject: string | null;
  readonly senderId: string;
  readonly writtenAt: string;
  readonly words: MessageWords;
  readonly reporterId: string;
  readonly reason: ReportReason;
  readonly note: string;
}

/** What is decided about a report. */
export interface Decision {
  readonly state: ReportState;
  readonly action: ReportAction;
  readonly note: string;
  readonly by: string;
}

export const REPORT_COLUMNS = `id, conversation_id as "conversationId", seq, conversation_kind as "conversationKind",
  conversation_subject as "conversationSubject", sender_id as "senderId", written_at as "writtenAt", state, version,
  reporters, first_at as "firstAt", latest_at as "latestAt", action, note, closed_by as "closedBy", closed_at as "closedAt"`;

/** What was reported, by whom, and what was decided. What is read for the console is in ReportQueueRepository. */
@Injectable()
export class ReportsRepository {
  constructor(private readonly database: Database) {}

  /** After how many seconds this person may report again; undefined: now. One report of theirs waits here for the other. */
  async secondsUntilNext(tx: Tx, reporterId: string, mostPerHour: number): Promise<number | undefined> {
    await tx.manager.query(`select pg_advisory_xact_lock(hashtextextended('message_reports:' || $1, 0))`, [reporterId]);
    const [row] = await tx.manager.query<{ seconds: number }[]>(
      `select extract(epoch from r.at + interval '1 hour' - clock_timestamp())::float8 as seconds
       from message_reports r
       where r.reporter_id = $1 and r.at > clock_timestamp() - interval '1 hour'
       order by r.at desc offset $2 - 1 limit 1`,
      [reporterId, mostPerHour],
    );
    return row?.seconds;
  }

  async isReportedBy(tx: Tx, { conversationId, seq }: MessagePlace, reporterId: string): Promise<boolean> {
    const rows = await tx.manager.query<unknown[]>(
      `select 1 from reported_messages m join message_reports r on r.report_id = m.id
       where m.conversation_id = $1 and m.seq = $2 and r.reporter_id = $3`,
      [conversationId, seq, reporterId],
    );
    return rows.length > 0;
  }

  /** Adds one, with what the message says unless that is kept already; what was closed is open again. Answers its id. */
  async add(tx: Tx, report: NewReport): Promise<string> {
    const [{ id }] = await tx.manager.query<[{ id: string }]>(
      `insert into reported_messages as m (id, conversation_id, seq, conversation_kind, conversation_subject, sender_id,
         written_at, state, version, reporters, first_at, latest_at)
       values ($1, $2, $3, $4, $5, $6, $7, 'open', 1, 1, clock_timestamp(), clock_timestamp())
       on conflict on constraint reported_messages_place_key do update
         set state = 'open', version = m.version + 1, reporters = m.reporters + 1, latest_at = clock_timestamp(),
           action = null, note = null, closed_by = null, closed_at = null
       returning m.id`,
      [
        newId(),
        report.conversationId,
        report.seq,
        report.conversationKind,
        report.conversationSubject,
        report.senderId,
        report.writtenAt,
      ],
    );
    const version = await this.keepWords(tx, id, report.words);
    await tx.manager.query(
      `insert into message_reports (report_id, reporter_id, text_version, reason, note, at)
       values ($1, $2, $3, $4, $5, clock_timestamp())`,
      [id, report.reporterId, version, report.reason, report.note],
    );
    return id;
  }

  async find(id: string): Promise<ReportRow | undefined> {
    return this.database.row<ReportRow>(
      { name: 'reports.one', text: `select ${REPORT_COLUMNS} from reported_messages where id = $1` },
      [id],
    );
  }

  async lock(tx: Tx, id: string): Promise<ReportRow | undefined> {
    const [row] = await tx.manager.query<ReportRow[]>(
      `select ${REPORT_COLUMNS} from reported_messages where id = $1 for update`,
      [id],
    );
    return row;
  }

  /** Notes what was decided about a locked report, or that it is open again. */
  async decide(tx: Tx, id: string, { state, action, note, by }: Decision): Promise<void> {
    const isClosed = state !== 'open';
    await tx.manager.query(
      `update reported_messages set state = $2, version = version + 1, action = $3, note = $4, closed_by = $5,
         closed_at = case when $6::boolean then clock_timestamp() end
       where id = $1`,
      [id, state, isClosed ? action : null, isClosed ? note : null, isClosed ? by : null, isClosed],
    );
  }

  /** Notes that everybody who reported it hears of it now; the answer is who had not heard yet. */
  async markTold(tx: Tx, id: string): Promise<string[]> {
    const [rows] = await tx.manager.query<[{ reporterId: string }[], number]>(
      `update message_reports set told_at = clock_timestamp() where report_id = $1 and told_at is null
       returning reporter_id as "reporterId"`,
      [id],
    );
    return rows.map(({ reporterId }) => reporterId);
  }

  async countOpen(): Promise<number> {
    const row = await this.database.row<{ count: number }>({
      name: 'reports.open',
      text: `select count(*)::integer as count from reported_messages where state = 'open'`,
    });
    return row?.count ?? 0;
  }

  /** Takes away what somebody wrote: what was reported of it, and what they said with reports of their own. */
  async eraseWordsOf(tx: Tx, userId: string): Promise<void> {
    await tx.manager.query(
      `update reported_texts t
       set subject = null, body = '', forwarded = null, file_names = '{}', erased_at = clock_timestamp()
       from reported_messages m where m.id = t.report_id and m.sender_id = $1 and t.erased_at is null`,
      [userId],
    );
    await tx.manager.query(`update message_reports set note = '' where reporter_id = $1 and note <> ''`, [userId]);
  }

  /** Those that were closed longer ago than that, with what they kept. */
  async deleteClosed(days: number): Promise<void> {
    await this.database.query(
      `delete from reported_messages where closed_at < clock_timestamp() - make_interval(days => $1)`,
      [days],
    );
  }

  /** Which version of what the locked message says this is; a new one where it says something else than it last did. */
  private async keepWords(tx: Tx, id: string, { subject, body, forwarded, fileNames }: MessageWords): Promise<number> {
    const words = [subject, body, forwarded, fileNames];
    const [last] = await tx.manager.query<{ version: number; isSame: boolean }[]>(
      `select t.version, t.erased_at is null and t.subject is not distinct from $2 and t.body = $3
         and t.forwarded is not distinct from $4 and t.file_names = $5::text[] as "isSame"
       from reported_texts t where t.report_id = $1 order by t.version desc limit 1`,
      [id, ...words],
    );
    if (last?.isSame) return last.version;
    const version = (last?.version ?? 0) + 1;
    await tx.manager.query(
      `insert into reported_texts (report_id, version, subject, body, forwarded, file_names) values ($1, $6, $2, $3, $4, $5)`,
      [id, ...words, version],
    );
    return version;
  }
}
