import { Injectable } from '@nestjs/common';
import { Database } from '../core/database/database.js';
import type { ReportReason, ReportState } from './report-terms.js';
import { REPORT_COLUMNS, type ReportRow } from './reports.repository.js';

/** After which of the list the next page begins. */
export interface ReportPosition {
  readonly at: string;
  readonly id: string;
}

/** How many gave a reason. */
export interface ReasonCount {
  readonly reportId: string;
  readonly reason: ReportReason;
  readonly count: number;
}

/** What a message said when it was reported. */
export interface TextRow {
  readonly version: number;
  readonly subject: string | null;
  readonly body: string;
  readonly forwarded: string | null;
  readonly fileNames: string[];
  readonly erasedAt: Date | null;
}

/** By whom, and why. */
export interface ReporterRow {
  readonly reporterId: string;
  readonly textVersion: number;
  readonly reason: ReportReason;
  readonly note: string;
  readonly at: Date;
}

/** More than anybody reads one by one. */
const MOST_REPORTERS = 200;

/** Reads of the queue for those who decide. */
@Injectable()
export class ReportQueueRepository {
  constructor(private readonly database: Database) {}

  /** What was reported last first, in one of these states. */
  async page(states: readonly ReportState[], after: ReportPosition | undefined, limit: number): Promise<ReportRow[]> {
    return this.database.rows<ReportRow>(
      {
        name: 'reports.page',
        text: `select ${REPORT_COLUMNS} from reported_messages
          where state = any($1) and ($2::timestamptz is null or (latest_at, id) < ($2, $3::uuid))
          order by latest_at desc, id desc limit $4`,
      },
      [states, after?.at ?? null, after?.id ?? null, limit],
    );
  }

  /** The reasons of these, the commonest first. */
  async reasons(ids: readonly string[]): Promise<ReasonCount[]> {
    return this.database.rows<ReasonCount>(
      {
        name: 'reports.reasons',
        text: `select r.report_id as "reportId", r.reason, count(*)::integer as count
          from message_reports r where r.report_id = any($1::uuid[])
          group by r.report_id, r.reason order by count(*) desc, r.reason`,
      },
      [ids],
    );
  }

  /** What it said, the newest last. */
  async texts(id: string): Promise<TextRow[]> {
    return this.database.rows<TextRow>(
      {
        name: 'reports.texts',
        text: `select t.version, t.subject, t.body, t.forwarded, t.file_names as "fileNames", t.erased_at as "erasedAt"
          from reported_texts t where t.report_id = $1 order by t.version`,
      },
      [id],
    );
  }

  /** Who reported it, the first first. */
  async reporters(id: string): Promise<ReporterRow[]> {
    return this.database.rows<ReporterRow>(
      {
        name: 'reports.reporters',
        text: `select r.reporter_id as "reporterId", r.text_version as "textVersion", r.reason, r.note, r.at
          from message_reports r where r.report_id = $1 order by r.at, r.reporter_id limit ${MOST_REPORTERS}`,
      },
      [id],
    );
  }
}
