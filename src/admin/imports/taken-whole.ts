import { PayloadTooLarge } from '../../core/errors/request-problems.js';
import type { IncomingUpload } from '../../core/http/uploads.js';
import { ImportUnreadable } from './imports.errors.js';
import { MAX_IMPORT_BYTES } from './imports.limits.js';

/** What a form has around its file, at most. */
const AROUND = 16 * 1024;

/** Reads the file of a form into memory, which its size allows: its encoding shows only when all of it is there. */
export async function takenWhole(upload: IncomingUpload): Promise<{ name: string; bytes: Buffer }> {
  // What is announced as too large is not read.
  if ((upload.announcedBytes ?? 0) > MAX_IMPORT_BYTES + AROUND) throw tooLarge();
  const part = await upload.part(MAX_IMPORT_BYTES);
  const chunks: Buffer[] = [];
  for await (const chunk of part.bytes) chunks.push(chunk as Buffer);
  if (part.isTruncated()) throw tooLarge();
  await part.ended();
  if (chunks.length === 0) throw new ImportUnreadable('The file is empty.');
  return { name: part.name, bytes: Buffer.concat(chunks) };
}

function tooLarge(): PayloadTooLarge {
  return new PayloadTooLarge(`A file with people may have ${MAX_IMPORT_BYTES / 1024 / 1024} MB. Split it.`);
}
