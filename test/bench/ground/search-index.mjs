import { setTimeout as delay } from 'node:timers/promises';
import { withDatabase } from '../../../dist/src/core/database/with-database.js';
import { messageTextsIn } from '../../../dist/src/messages/reading/message-texts.js';
import { SearchIndexRepository } from '../../../dist/src/search/index/search-index.repository.js';
import { SearchIndexer } from '../../../dist/src/search/index/search-indexer.js';

const CONVERSATIONS_AT_ONCE = 8;
const QUIET_MS = 3_600_000;
const LOOK_EVERY_MS = 50;

/** Indexes everything as the server does, without its rests; answers how many messages a second. */
export async function indexAll(ground, tell) {
  return withDatabase(ground.databaseUrl, async ({ database, work }) => {
    const index = new SearchIndexRepository();
    const indexer = new SearchIndexer(index, messageTextsIn(database));
    await work.run((tx) => indexer.begin(tx));
    const start = performance.now();
    for (let n = 0; await work.run((tx) => indexer.catchUp(tx, CONVERSATIONS_AT_ONCE)); n++) {
      if (n % 20 === 0) tell(`indexing: ${await indexed(ground)} messages`);
    }
    while ((await behind(ground)) > 0) await delay(LOOK_EVERY_MS);
    const seconds = (performance.now() - start) / 1_000;
    await work.run((tx) => index.rest(tx, new Date(Date.now() - QUIET_MS), 1_000_000));
    await database.query('vacuum (analyze)');
    return Number(await indexed(ground)) / seconds;
  });
}

/** Bytes of all that is kept for searching, as a share of those of the messages. */
export async function indexShare(ground) {
  const [{ share }] = await ground.sql(
    `select (pg_total_relation_size('search_blocks') + pg_total_relation_size('search_tails'))::float
       / pg_total_relation_size('messages') as share`,
  );
  return share;
}

/** Lets nothing be indexed while `work` is done. */
export async function withoutIndexing(ground, work) {
  await ground.sql(`update outbox_cursors set retry_at = now() + interval '1 day' where name = 'search'`);
  try {
    return await work();
  } finally {
    await ground.sql(`update outbox_cursors set retry_at = null where name = 'search'`);
  }
}

/** How many seconds it takes until all that was said is indexed. */
export async function secondsBehind(ground) {
  const start = performance.now();
  while ((await behind(ground)) > 0) await delay(LOOK_EVERY_MS);
  return (performance.now() - start) / 1_000;
}

async function behind(ground) {
  const [{ count }] = await ground.sql(
    `select count(*)::int as count from conversations c left join search_tails t on t.conversation_id = c.id
     where c.deleted_at is null and (coalesce(t.behind, true) or c.last_rev > t.indexed_rev)`,
  );
  return count;
}

async function indexed(ground) {
  const [{ sum }] = await ground.sql('select coalesce(sum(last_seq), 0) as sum from search_tails');
  return sum;
}
