import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { DataSource } from 'typeorm';

/** Functions of the database whose text stands beside the code that calls them, and is applied anew when it changed. */
const FUNCTIONS = [
  { name: 'block_outcome', file: '../src/messages/log/block-outcome.sql' },
  { name: 'hide_from_blocker', file: '../src/messages/log/hide-from-blocker.sql' },
  { name: 'send_batch', file: '../src/messages/log/send-batch.sql' },
  { name: 'send_plain', file: '../src/messages/log/send-plain.sql' },
  { name: 'active_people', file: '../src/presence/active-people.sql' },
  { name: 'write_mentions', file: '../src/messages/log/write-mentions.sql' },
  { name: 'send_with_parts', file: '../src/messages/log/send-with-parts.sql' },
  { name: 'send_with_files', file: '../src/messages/log/send-with-files.sql' },
  { name: 'search_seq_at', file: '../src/search/finding/search-seq-at.sql' },
  { name: 'search_candidates', file: '../src/search/finding/search-candidates.sql' },
  { name: 'search_places', file: '../src/search/finding/search-places.sql' },
  { name: 'search_known', file: '../src/search/finding/search-known.sql' },
];

/**
 * Brings them to this code's text; under the lock of the migrations and after them, so that it is never older than the
 * schema. What was applied is said in the comment of the function, so that dumps know it too.
 */
export async function applyFunctions(dataSource: DataSource): Promise<void> {
  for (const { name, file } of FUNCTIONS) {
    const text = readFileSync(new URL(file, import.meta.url), 'utf8');
    const [applied] = await dataSource.query<{ body: string; mark: string | null }[]>(
      `select prosrc as body, obj_description(oid, 'pg_proc') as mark from pg_proc where oid = to_regproc($1)`,
      [name],
    );
    const mark = `sha256:${createHash('sha256').update(text).digest('hex')}`;
    // What a migration replaces keeps its comment.
    if (applied?.mark === mark && text.includes(applied.body)) continue;
    await dataSource.transaction(async (manager) => {
      await manager.query(text);
      await manager.query(`comment on function ${name} is '${mark}'`);
    });
  }
}
