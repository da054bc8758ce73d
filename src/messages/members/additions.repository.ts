import { Injectable } from '@nestjs/common';
import type { Tx } from '../../core/database/unit-of-work.js';
import { blocks, wroteTo } from '../../users/privacy-conditions.js';
import type { AddableBy } from '../../users/addable-by.js';

/** How somebody stands to a person who puts them into a group. */
export interface Addable {
  readonly userId: string;
  readonly addableBy: AddableBy;
  /** They wrote to that person in a direct conversation. */
  readonly isContact: boolean;
  /** They block that person, who is not to know. */
  readonly isBlocking: boolean;
  /** How many times strangers put them into groups in a day. */
  readonly additions: number;
  /** How many of those this one did. */
  readonly ownAdditions: number;
}

/** Who is put into groups by whom. */
@Injectable()
export class AdditionsRepository {
  /**
   * Makes transactions that put the same people into groups wait for each other, so that each counts what the one before
   * noted. A conversation that the transaction locks is locked before, accounts are locked in the order of their ids as
   * everywhere, and nobody who holds an account waits for a conversation: so no two wait for each other in a circle.
   */
  async lock(tx: Tx, userIds: readonly string[]): Promise<void> {
    await tx.manager.query(`select from users where id = any($1::uuid[]) order by id for no key update`, [userIds]);
  }

  /** How these people stand to one who adds them; additions are counted up to `most`. */
  async standings(tx: Tx, adderId: string, userIds: readonly string[], most: number): Promise<Addable[]> {
    return tx.manager.query<Addable[]>(
      `select u.id as "userId", u.addable_by as "addableBy",
         ${wroteTo('u.id', '$1::uuid')} as "isContact", ${blocks('u.id', '$1::uuid')} as "isBlocking",
         a.additions, a."ownAdditions"
       from users u
       cross join lateral (
         select count(*) as additions, count(*) filter (where a.added_by = $1) as "ownAdditions" from (
           select a.added_by from stranger_additions a where a.user_id = u.id and a.at > now() - interval '1 day' limit $3
         ) a
       ) a
       where u.id = any($2::uuid[])`,
      [adderId, userIds, most],
    );
  }

  /** Notes that these were put into a group by a stranger, and forgets what is older than a day. */
  async note(tx: Tx, conversationId: string, addedBy: string, userIds: readonly string[]): Promise<void> {
    if (userIds.length === 0) return;
    await tx.manager.query(
      `delete from stranger_additions where user_id = any($1::uuid[]) and at <= now() - interval '1 day'`,
      [userIds],
    );
    await tx.manager.query(
      `insert into stranger_additions (user_id, at, conversation_id, added_by)
       select u.id, clock_timestamp(), $2, $3 from unnest($1::uuid[]) u(id) order by u.id`,
      [userIds, conversationId, addedBy],
    );
  }
}
