import { Injectable } from '@nestjs/common';
import { Database } from '../../core/database/database.js';
import type { Tx } from '../../core/database/unit-of-work.js';
import { MAX_VERSIONS } from '../message-limits.js';

/** What a message said before an edit. */
export interface VersionRow {
  version: number;
  subject: string | null;
  body: string;
  writtenAt: Date;
}

/** The earlier versions of messages. They go with what they are versions of: see `message_recalls`. */
@Injectable()
export class MessageVersionsRepository {
  constructor(private readonly database: Database) {}

  /**
   * Keeps what a message of a locked conversation says now, before it is edited. Of more than MAX_VERSIONS the oldest go,
   * but for what was sent.
   */
  async keep(tx: Tx, conversationId: string, seq: number): Promise<void> {
    const [kept] = await tx.manager.query<{ version: number }[]>(
      `insert into message_edits (conversation_id, seq, version, subject, body, written_at)
       select x.conversation_id, x.seq,
         1 + coalesce((select max(e.version) from message_edits e where e.conversation_id = $1 and e.seq = $2), 0),
         s.title, x.body, coalesce(x.edited_at, x.created_at)
       from messages x
       left join conversation_subjects s on s.conversation_id = x.conversation_id and s.id = x.subject_id
       where x.conversation_id = $1 and x.seq = $2
       returning version`,
      [conversationId, seq],
    );
    const tooOld = (kept?.version ?? 0) - MAX_VERSIONS;
    if (tooOld <= 1) return;
    await tx.manager.query(
      `delete from message_edits where conversation_id = $1 and seq = $2 and version > 1 and version <= $3`,
      [conversationId, seq, tooOld],
    );
  }

  /** The versions of a message below one, newest first; none of a message that was deleted for everyone. */
  async page(conversationId: string, seq: number, below: number | undefined, limit: number): Promise<VersionRow[]> {
    return this.database.rows<VersionRow>(
      {
        name: 'message_versions',
        text: `select e.version, e.subject, e.body, e.written_at as "writtenAt"
          from messages x join message_edits e on e.conversation_id = x.conversation_id and e.seq = x.seq
          where x.conversation_id = $1 and x.seq = $2 and x.deleted_at is null and e.version < $3::bigint
          order by e.version desc limit $4`,
      },
      [conversationId, seq, below ?? Number.MAX_SAFE_INTEGER, limit],
    );
  }
}
