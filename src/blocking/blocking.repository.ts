import { Injectable } from '@nestjs/common';
import { Database } from '../core/database/database.js';
import type { Tx } from '../core/database/unit-of-work.js';

export interface BlockRow {
  readonly userId: string;
  readonly blockedAt: Date;
}

/** After which of the list the next page begins. */
export interface BlockPosition {
  readonly at: string;
  readonly userId: string;
}

/** Who blocks whom. What follows from it stands in the statements that send and read (`blocks` of users). */
@Injectable()
export class BlockingRepository {
  constructor(private readonly database: Database) {}

  /** Undefined when they did already. */
  async insert(tx: Tx, blockerId: string, blockedId: string): Promise<BlockRow | undefined> {
    const [row] = await tx.manager.query<BlockRow[]>(
      `insert into user_blocks (blocker_id, blocked_id, blocked_at) values ($1, $2, clock_timestamp())
       on conflict on constraint user_blocks_pkey do nothing
       returning blocked_id as "userId", blocked_at as "blockedAt"`,
      [blockerId, blockedId],
    );
    return row;
  }

  /** How many this person blocks. */
  async count(tx: Tx, blockerId: string): Promise<number> {
    const [row] = await tx.manager.query<{ count: number }[]>(
      `select count(*)::integer as count from user_blocks where blocker_id = $1`,
      [blockerId],
    );
    return row?.count ?? 0;
  }

  /** False when they did not. */
  async delete(tx: Tx, blockerId: string, blockedId: string): Promise<boolean> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      `delete from user_blocks where blocker_id = $1 and blocked_id = $2`,
      [blockerId, blockedId],
    );
    return count > 0;
  }

  /** Whom this person blocks, the one they blocked last first. */
  async page(blockerId: string, after: BlockPosition | undefined, limit: number): Promise<BlockRow[]> {
    return this.database.rows<BlockRow>(
      {
        name: 'blocking.page',
        text: `select b.blocked_id as "userId", b.blocked_at as "blockedAt" from user_blocks b
          where b.blocker_id = $1 and ($2::timestamptz is null or (b.blocked_at, b.blocked_id) < ($2, $3::uuid))
          order by b.blocked_at desc, b.blocked_id desc limit $4`,
      },
      [blockerId, after?.at ?? null, after?.userId ?? null, limit],
    );
  }
}
