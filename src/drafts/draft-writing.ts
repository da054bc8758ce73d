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
