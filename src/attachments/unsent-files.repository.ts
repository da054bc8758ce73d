import { Injectable } from '@nestjs/common';
import { Database } from '../core/database/database.js';
import type { Tx } from '../core/database/unit-of-work.js';
import { ATTACHMENT_COLUMNS, type AttachmentRow } from './attachments.repository.js';

/** Files of one person that are in no message yet. */
@Injectable()
export class UnsentFilesRepository {
  constructor(private readonly database: Database) {}

  /** Those of these that are not sent, be they held or free. */
  async find(ownerId: string, ids: readonly string[]): Promise<AttachmentRow[]> {
    return this.database.rows<AttachmentRow>(
      {
        name: 'attachments.unsent',
        text: `select ${ATTACHMENT_COLUMNS} from attachments a join files f on f.id = a.file_id
          where a.id = any($2::uuid[]) and a.owner_id = $1 and a.conversation_id is null`,
      },
      [ownerId, ids],
    );
  }

  /** Which of these are theirs, and whether each is in a message or held for one; none of them goes until the transaction ends. */
  async lock(tx: Tx, ownerId: string, ids: readonly string[]): Promise<{ id: string; isInUse: boolean }[]> {
    return tx.manager.query<{ id: string; isInUse: boolean }[]>(
      `select a.id, a.conversation_id is not null or a.held_for is not null as "isInUse" from attachments a
       where a.id = any($2::uuid[]) and a.owner_id = $1 order by a.id for no key update`,
      [ownerId, ids],
    );
  }

  /** From now on they go with this scheduled message and with nothing else. */
  async hold(tx: Tx, ids: readonly string[], clientId: string): Promise<void> {
    await tx.manager.query(`update attachments set held_for = $2 where id = any($1::uuid[])`, [ids, clientId]);
  }

  /** They are free again, for as long as one that was just uploaded. */
  async release(tx: Tx, ownerId: string, clientId: string): Promise<void> {
    await tx.manager.query(
      `update attachments set held_for = null, created_at = clock_timestamp() where owner_id = $1 and held_for = $2`,
      [ownerId, clientId],
    );
  }
}
