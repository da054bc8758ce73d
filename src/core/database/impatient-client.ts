import type { Socket } from 'node:net';
import pg from 'pg';

/** Nobody waits longer than this for a database that says nothing: the network may have lost it without a word. */
const LONGEST_SILENCE_MS = 4_000;

/** The inside of a client of pg that this needs. */
interface Inside {
  readonly readyForQuery: boolean;
  readonly connection: { readonly stream: Socket };
}

/**
 * A connection that is given up, with everything that waits on it, when the database is asked something and says nothing
 * for LONGEST_SILENCE_MS. A single statement is not cancelled by that: one that only takes long is finished without us.
 */
export class ImpatientClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    // Only now is it the stream that carries everything: before, TLS may have taken its place.
    this.once('connect', () => {
      const inside = this as unknown as Inside;
      const { stream } = inside.connection;
      stream.setTimeout(LONGEST_SILENCE_MS, () => {
        if (!inside.readyForQuery) stream.destroy(new DatabaseSilent());
      });
    });
  }
}

class DatabaseSilent extends Error {
  readonly code = 'ETIMEDOUT';

  constructor() {
    super(`The database said nothing for ${LONGEST_SILENCE_MS / 1_000} seconds.`);
  }
}
