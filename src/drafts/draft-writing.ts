import { MAX_ATTACHMENTS } from '../messages/message-limits.js';

/**
 * Which of its saves of one draft a session means last: `order` rises with each, so that one which arrives late does not
 * bring back what was sent or thrown away since. Without an order the last to arrive wins.
 */
export interface DraftWriter {
  readonly sessionId: string;
  readonly order: number | null;
}

/** A removal, and the newest version that is meant by it: what another session wrote since stays. Null: whatever is there. */
export interface DraftRemover extends DraftWriter {
  readonly version: number | null;
}

/**
 * The files of a save, merged with what another device did meanwhile: `known` are those that this device knew to be there or
 * took out; null: they are the whole list. What it added stands first, what was added elsewhere follows as far as there is room,
 * and what was taken out on either stays out. In `on conflict … do update`.
 */
export const mergedFiles = (
  known: string,
): string => `case when ${known}::uuid[] is null or d.gone then excluded.attachment_ids
  else array(
    select f.id from (
      select m.id, m.ord, 1 as part from unnest(excluded.attachment_ids) with ordinality m(id, ord)
      where m.id <> all(${known}) or m.id = any(d.attachment_ids)
      union all
      select c.id, c.ord, 2 from unnest(d.attachment_ids) with ordinality c(id, ord)
      where c.id <> all(${known}) and c.id <> all(excluded.attachment_ids)
    ) f order by f.part, f.ord limit ${MAX_ATTACHMENTS})
  end`;

/**
 * Versions are milliseconds since 1970, or one more than before where the clock stands still or went back: they rise for
 * ever.
 */
export const FIRST_VERSION = `floor(extract(epoch from clock_timestamp()) * 1000)::bigint`;
export const NEXT_VERSION = `greatest(${FIRST_VERSION}, d.version + 1)`;

/** False for a save that its own session has overtaken; in `on conflict … do update … where`. */
export const IS_IN_ORDER = `coalesce(d.writer <> excluded.writer or d.writer_order < excluded.writer_order, true)`;

/** False for a removal that means less than what another session wrote since; in `on conflict … do update … where`. */
export const isMeant = (version: string): string =>
  `(${version}::bigint is null or d.gone or d.version <= ${version} or d.writer = excluded.writer)`;
