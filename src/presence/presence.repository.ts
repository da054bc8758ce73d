import { Injectable } from '@nestjs/common';
import { blocks, wroteTo } from '../users/privacy-conditions.js';
import { Database } from '../core/database/database.js';
import { IS_LIVING } from '../core/nodes/nodes.repository.js';
import type { OnlineState } from './presence-state.js';
import type { PresenceFacts } from './presence-facts.js';

const SAVE = {
  name: 'presence.save',
  text: `with changed as (
           select * from unnest($2::uuid[], $3::text[]) c(user_id, state)
         ), left_here as (
           delete from presence p using changed c
           where p.node_id = $1 and p.user_id = c.user_id and c.state is null
         )
         insert into presence (user_id, node_id, state)
         select c.user_id, $1, c.state from changed c where c.state is not null
         on conflict (user_id, node_id) do update set state = excluded.state where presence.state <> excluded.state`,
};

const OF_NODE = {
  name: 'presence.of-node',
  text: 'select user_id as "userId", state from presence where node_id = $1',
};

const FACTS = {
  name: 'presence.facts',
  text: `select u.id as "userId", u.is_active as "isActive", u.presence_visibility as "visibility",
           u.last_seen_at as "lastSeenAt", coalesce(p.state, 'offline') as state,
           case when u.presence_visibility = 'contacts'
             then array(select w.id from unnest($2::uuid[]) w(id) where ${wroteTo('u.id', 'w.id')})
             else '{}'::uuid[] end as "contactIds",
           array(select w.id from unnest($2::uuid[]) w(id)
             where ${blocks('w.id', 'u.id')} or ${blocks('u.id', 'w.id')}) as "apartIds"
         from users u
         left join lateral (
           -- active comes before away
           select min(p.state) as state from presence p join nodes n on n.id = p.node_id and ${IS_LIVING}
           where p.user_id = u.id
         ) p on true
         where u.id = any($1::uuid[])`,
};

const COUNT_ACTIVE = {
  name: 'people.count-active',
  text: `select count(distinct p.user_id)::int as count
         from presence p join nodes n on n.id = p.node_id and ${IS_LIVING} where p.state = 'active'`,
};

const BLOCKERS = {
  name: 'presence.blockers',
  text: `select w.id from unnest($2::uuid[]) w(id) where ${blocks('w.id', '$1')}`,
};

/** The presence table, and what other tables say of it. */
@Injectable()
export class PresenceRepository {
  constructor(private readonly database: Database) {}

  /** Writes what changed on a node: a state, or undefined for somebody who is not there any more. */
  async save(nodeId: string, changes: readonly [userId: string, state: OnlineState | undefined][]): Promise<void> {
    await this.database.rows(SAVE, [
      nodeId,
      changes.map(([userId]) => userId),
      changes.map(([, state]) => state ?? null),
    ]);
  }

  /** What is written of a node. */
  async ofNode(nodeId: string): Promise<ReadonlyMap<string, OnlineState>> {
    const rows = await this.database.rows<{ userId: string; state: OnlineState }>(OF_NODE, [nodeId]);
    return new Map(rows.map(({ userId, state }) => [userId, state]));
  }

  /** How many people are active on living nodes. */
  async countActive(): Promise<number> {
    return (await this.database.row<{ count: number }>(COUNT_ACTIVE))?.count ?? 0;
  }

  /** Those of these people who block somebody. */
  async blockersOf(userId: string, among: readonly string[]): Promise<string[]> {
    const rows = await this.database.rows<{ id: string }>(BLOCKERS, [userId, among]);
    return rows.map(({ id }) => id);
  }

  /** What is known of these people on all living nodes; contacts, and who is kept apart, only as far as they are among `watcherIds`. */
  facts(userIds: readonly string[], watcherIds: readonly string[]): Promise<PresenceFacts[]> {
    return this.database.rows<PresenceFacts>(FACTS, [userIds, watcherIds]);
  }
}
