import { Injectable } from '@nestjs/common';
import { Database } from '../core/database/database.js';
import type { Tx } from '../core/database/unit-of-work.js';

/** How many files, and how many bytes they have together. */
export interface FilesUsed {
  readonly files: number;
  readonly used: number;
}

/** The files of one person, as administrators see them: how many, never which. */
@Injectable()
export class FilesOfPersonRepository {
  constructor(private readonly database: Database) {}

  async usedBy(userId: string): Promise<FilesUsed> {
    const row = await this.database.row<FilesUsed>(
      {
        name: 'attachments.used-by-person',
        text: `select count(*)::integer as files, coalesce(sum(size), 0)::bigint as used from files where owner_id = $1`,
      },
      [userId],
    );
    return row ?? { files: 0, used: 0 };
  }

  /** Whatever they uploaded and did not send, held for later or not; the answer is which files it showed. */
  async deleteUnsentOf(tx: Tx, userId: string): Promise<string[]> {
    const [rows] = await tx.manager.query<[{ fileId: string }[], number]>(
      `delete from attachments where owner_id = $1 and conversation_id is null returning file_id as "fileId"`,
      [userId],
    );
    return rows.map(({ fileId }) => fileId);
  }
}
