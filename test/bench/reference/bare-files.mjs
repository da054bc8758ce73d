// Files as plain Node takes and gives them: a stream to the disk and from it, with nobody to ask.
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { listening } from '../ground/answering.mjs';

const folder = mkdtempSync(join(tmpdir(), 'parley-bare-files-'));
const file = join(folder, 'file');
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const server = createServer(async (request, response) => {
  if (request.method === 'POST') {
    await pipeline(request, createWriteStream(file, { flush: true }));
    return response.writeHead(201).end();
  }
  response.writeHead(200, { 'content-length': statSync(file).size });
  await pipeline(createReadStream(file), response);
});
await listening(server);
