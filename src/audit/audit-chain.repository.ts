import { Injectable } from '@nestjs/common';
import { Database } from '../core/database/database.js';

/** The newest place of the chain. */
export interface ChainHead {
  readonly position: number;
  /** In hexadecimal digits. */
  readonly hash: string;
}

/** What was found in some places of the chain. */
export interface CheckedPlaces {
  readonly checked: number;
  /** The newest of them; undefined where there were none. */
  readonly last?: ChainHead;
  /** The oldest place that is not as it was sealed; also one that is not there any more. */
  readonly firstBad?: number;
}

/**
 * For each place: the next one, sealed over what stands before it, with the values that it was sealed with. The functions
 * are called with exactly their types, so that no other of the same name fits better.
 */
const CHECK = {
  name: 'audit.check',
  text: `with places as materialized (
      select id, at, actor_id, action, target_type, target_id, outcome, before, after, request_id, ip, user_agent, position,
        hash, details_hash, salt
      from audit_log where position > $1 order by position limit $3
    ), judged as (
      select e.position, lag(e.position, 1, $1) over chain + 1 as expected,
        e.hash = audit_entry_hash(lag(e.hash, 1, $2) over chain, e.position, e.id, e.at, e.actor_id, e.action::text,
          e.target_type::text, e.target_id::text, e.request_id::text, e.outcome::text, e.details_hash)
        and case when e.salt is null then num_nulls(e.before, e.after, e.ip, e.user_agent) = 4
          else e.details_hash = audit_details_hash(e.salt, e.before, e.after, e.ip::text, e.user_agent::text) end as holds
      from places e window chain as (order by e.position)
    )
    select count(*)::integer as checked, max(position) as position,
      min(expected) filter (where position <> expected or not coalesce(holds, false)) as "firstBad",
      (select encode(p.hash, 'hex') from places p order by p.position desc limit 1) as hash
    from judged`,
};

const HEAD = {
  name: 'audit.head',
  text: `select position, encode(hash, 'hex') as hash from audit_log
    where position is not null order by position desc limit 1`,
};

const HAS = {
  name: 'audit.has',
  text: `select 1 from audit_log where position = $1 and hash = decode($2, 'hex')`,
};

const PROTECTION = {
  name: 'audit.protection',
  text: `select
      coalesce(extract(epoch from now() - (select min(at) from audit_log where position is null)), 0)::int as "unsealedSeconds",
      pg_has_role(current_user, (select relowner from pg_class where oid = 'audit_log'::regclass), 'usage') as "isOwner"`,
};

/** The audit_log table as a chain. */
@Injectable()
export class AuditChainRepository {
  constructor(private readonly database: Database) {}

  /** How long the oldest entry has waited for its place, and whether the role of this process could switch triggers off. */
  async protection(): Promise<{ unsealedSeconds: number; isOwner: boolean }> {
    const row = await this.database.row<{ unsealedSeconds: number; isOwner: boolean }>(PROTECTION);
    return row ?? { unsealedSeconds: 0, isOwner: true };
  }

  head(): Promise<ChainHead | undefined> {
    return this.database.row<ChainHead>(HEAD);
  }

  /** Whether this place was sealed with this hash. */
  async has({ position, hash }: ChainHead): Promise<boolean> {
    return (await this.database.row(HAS, [position, hash])) !== undefined;
  }

  /** Computes the places after this one anew, as many at most. */
  async check(after: ChainHead, atMost: number): Promise<CheckedPlaces> {
    const values = [after.position, Buffer.from(after.hash, 'hex'), atMost];
    const row = await this.database.row<Row>(CHECK, values);
    if (!row || row.position === null || row.hash === null) return { checked: 0 };
    return {
      checked: row.checked,
      last: { position: row.position, hash: row.hash },
      ...(row.firstBad !== null && { firstBad: row.firstBad }),
    };
  }
}

interface Row {
  readonly checked: number;
  readonly position: number | null;
  readonly hash: string | null;
  readonly firstBad: number | null;
}
