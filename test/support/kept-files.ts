import { globSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { eventually } from './eventually.js';
import type { TestApp } from './test-app.js';

const idsOf = new Map<string, string>();

/** The files in the store of what this attachment shows; asked once while it is there, also afterwards. */
export async function keptFiles(app: TestApp, attachmentId: string): Promise<string[]> {
  const [row] = await app.database.query<{ id: string }>(`select file_id as id from attachments where id = $1`, [
    attachmentId,
  ]);
  if (row) idsOf.set(attachmentId, row.id);
  const fileId = idsOf.get(attachmentId);
  return fileId === undefined ? [] : globSync(join(app.settings.dataDir, 'files', '*', `*${fileId}*`));
}

/** Every file that the store or an upload left on the disk. */
export function filesOnDisk(app: TestApp): string[] {
  return globSync(join(app.settings.dataDir, '{files,incoming}', '**', '*'), { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
}

/** How many files there are on the disk, where pictures of people and groups alone are kept and what was replaced is gone. */
export function filesWhenSettled(app: TestApp): Promise<number> {
  return eventually(async () => {
    const [{ count } = { count: 0 }] = await app.database.query<{ count: number }>(
      `select count(*)::integer as count from files`,
    );
    const files = filesOnDisk(app).length;
    expect(files).toBe(2 * count);
    return files;
  });
}
