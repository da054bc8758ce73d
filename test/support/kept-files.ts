import { globSync } from 'node:fs';
import { join } from 'node:path';
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
