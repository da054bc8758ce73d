import type { Tx } from '../../core/database/unit-of-work.js';
import { withDatabase } from '../../core/database/with-database.js';
import { messageTextsIn } from '../../messages/reading/message-texts.js';
import { SearchIndexRepository, type TailRow } from './search-index.repository.js';
import { SearchIndexer } from './search-indexer.js';
import { type RebuildPlace, SearchRebuildsRepository } from './search-rebuilds.repository.js';

/** Blocks of one transaction: what is new in their conversation waits for it. */
const BLOCKS_AT_ONCE = 8;

/** Of all messages. */
export interface RebuildProgress {
  readonly done: number;
  readonly total: number;
}

/** Somebody else does it already. */
export class RebuildRuns extends Error {}

/**
 * Makes all words of the index anew from the messages, block by block, while people search and write: each block is replaced
 * in one transaction. What it did is kept, so that it goes on where it was ended. Throws RebuildRuns.
 */
export function rebuildIndex(databaseUrl: string, tell: (progress: RebuildProgress) => void): Promise<RebuildProgress> {
  return withDatabase(databaseUrl, async ({ database, work }) => {
    const rebuilds = new SearchRebuildsRepository(database);
    if (!(await rebuilds.lock())) throw new RebuildRuns();
    const rebuild = new Rebuild(rebuilds, messageTextsIn(database));
    await work.run((tx) => rebuilds.begin(tx));
    for (;;) {
      const progress = await work.run((tx) => rebuild.step(tx));
      tell(progress);
      if (progress.isDone) return progress;
    }
  });
}

class Rebuild {
  private readonly index = new SearchIndexRepository();
  private readonly indexer: SearchIndexer;

  constructor(
    private readonly rebuilds: SearchRebuildsRepository,
    texts: ReturnType<typeof messageTextsIn>,
  ) {
    this.indexer = new SearchIndexer(this.index, texts);
  }

  async step(tx: Tx): Promise<RebuildProgress & { readonly isDone: boolean }> {
    const place = await this.rebuilds.place(tx);
    const conversationId = place.conversationId ?? (await this.rebuilds.conversationAfter(tx, undefined));
    if (conversationId === undefined) return { ...(await this.rebuilds.finish(tx)), isDone: true };
    const [tail] = await this.index.lock(tx, [conversationId]);
    const through = tail && (await this.rewriteSome(tx, tail, place));
    if (through !== undefined) {
      const next = { conversationId, seq: through };
      return { ...(await this.rebuilds.advance(tx, next, through - place.seq)), isDone: false };
    }
    const following = await this.rebuilds.conversationAfter(tx, conversationId);
    if (following === undefined) return { ...(await this.rebuilds.finish(tx)), isDone: true };
    return { ...(await this.rebuilds.advance(tx, { conversationId: following, seq: 0 }, 0)), isDone: false };
  }

  /** Through which message it is done now; undefined when all of the conversation is. */
  private async rewriteSome(tx: Tx, tail: TailRow, { seq }: RebuildPlace): Promise<number | undefined> {
    let through = seq;
    for (let n = 0; n < BLOCKS_AT_ONCE && through < tail.lastSeq; n++) {
      const isLast = !tail.resting && through + 1 === tail.firstSeq;
      const block = isLast ? tail : await this.index.blockFrom(tx, tail.conversationId, through + 1);
      if (block?.firstSeq !== through + 1) {
        // Messages are missing in between, so nothing of it is to be relied on.
        await this.index.forget(tx, tail.conversationId);
        return undefined;
      }
      await this.indexer.rewrite(tx, tail, block);
      through = block.lastSeq;
    }
    return through === seq ? undefined : through;
  }
}
