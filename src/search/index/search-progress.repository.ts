import { Injectable } from '@nestjs/common';
import { Database } from '../../core/database/database.js';

/** What is not indexed yet of what one person may read. */
export interface OwnProgress {
  readonly behind: number;
  readonly done: number;
  readonly total: number;
}

/** How far the index is behind the messages. */
@Injectable()
export class SearchProgressRepository {
  constructor(private readonly database: Database) {}

  /** Of those conversations that have more to index than the next message. */
  async messagesToIndex(): Promise<number> {
    const row = await this.database.row<{ count: number }>({
      name: 'search.messages-to-index',
      text: `select coalesce(sum(greatest(1, c.last_seq - t.last_seq)), 0)::bigint as count
        from search_tails t join conversations c on c.id = t.conversation_id where t.behind and c.deleted_at is null`,
    });
    return row?.count ?? 0;
  }

  /** Of one person's conversations, exactly. */
  async of(userId: string): Promise<OwnProgress> {
    const row = await this.database.row<OwnProgress>(
      {
        name: 'search.progress-of-person',
        text: `select count(*) filter (where coalesce(t.behind, true) or c.last_rev > t.indexed_rev)::integer as behind,
            coalesce(sum(least(coalesce(t.last_seq, 0), c.last_seq)), 0)::bigint as done, coalesce(sum(c.last_seq), 0)::bigint as total
          from conversation_members m
          join conversations c on c.id = m.conversation_id
          left join search_tails t on t.conversation_id = c.id
          where m.user_id = $1`,
      },
      [userId],
    );
    return row ?? { behind: 0, done: 0, total: 0 };
  }
}
