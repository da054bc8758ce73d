import { Injectable } from '@nestjs/common';
import { wroteTo } from '../users/contact-conditions.js';
import { Database } from '../core/database/database.js';
import { IS_LIVING } from '../core/nodes/nodes.repository.js';
import type { Sighting } from './local-presence.js';
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

// Rows are locked in the order of their ids, as everywhere, so that two nodes and the console cannot deadlock. How long
// ago is told instead of when: the clocks of nodes differ.
const NOTE_SIGHTINGS = {
  name: 'presence.note-sightings',
  text: `with seen as (
           select s.user_id, (statement_timestamp() - s.ago * interval '1 millisecond')::timestamptz(3) as at
           from unnest($1::uuid[], $2::float8[]) s(user_id, ago)
         ), locked as (
           select u.id from users u where u.id = any($1::uuid[]) order by u.id for no key update
         )
         update users u set last_seen_at = seen.at
         from locked join seen on seen.user_id = locked.id
         where u.id = locked.id and (u.last_seen_at is null or u.last_seen_at < seen.at)`,
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
             else '{}'::uuid[] end as "contactIds"
         from users u
         left join lateral (
           -- active comes before away
           select min(p.state) as state from presence p join nodes n on n.id = p.node_id and ${IS_LIVING}
           where p.user_id = u.id
         ) p on true
         where u.id = any($1::uuid[])`,
};

/** The presence table, and what the users table says of it. */
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

  /** Notes when people were last active; forward only. */
  async noteSightings(sightings: readonly Sighting[]): Promise<void> {
    const now = Date.now();
    await this.database.rows(NOTE_SIGHTINGS, [
      sightings.map(({ userId }) => userId),
      sightings.map(({ at }) => Math.max(0, now - at.getTime())),
    ]);
  }

  /** What is written of a node. */
  async ofNode(nodeId: string): Promise<ReadonlyMap<string, OnlineState>> {
    const rows = await this.database.rows<{ userId: string; state: OnlineState }>(OF_NODE, [nodeId]);
    return new Map(rows.map(({ userId, state }) => [userId, state]));
  }

  /** What is known of these people on all living nodes; contacts only as far as they are among `watcherIds`. */
  facts(userIds: readonly string[], watcherIds: readonly string[]): Promise<PresenceFacts[]> {
    return this.database.rows<PresenceFacts>(FACTS, [userIds, watcherIds]);
  }
}
