import { Injectable } from '@nestjs/common';

/** How patient presence is. Read each time, so that a test can be less patient. */
@Injectable()
export class PresenceTiming {
  /** A connection that closed counts for this long as it was: a page that is loaded again shows nothing. */
  offlineAfterMs = 20_000;
  /** A node writes, reads and tells at most this often. */
  batchEveryMs = 1_000;
  /** Watched people are looked at this often, whether or not anybody said that something changed. */
  recheckEveryMs = 30_000;
  /** How often it is noted that people are still active. */
  sightingEveryMs = 60_000;
}
