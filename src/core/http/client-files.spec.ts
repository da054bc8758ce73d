import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fastify, { type FastifyInstance } from 'fastify';
import { serveClient } from './client-files.js';

const FILES = ['index.html', 'ngsw.json', 'ngsw-worker.js', 'service-worker.js', 'theme.js', 'main-SDZCB7U3.js'];
const HASHED = [
  'main-SDZCB7U3.js',
  'chunk-B0R-u8zz.js',
  'worker-4X7QPD2A.js',
  'styles-6BBXHBD6.css',
  'media/inter-latin-NRMW37G5.woff2',
];

describe('the web client', () => {
  let server: FastifyInstance;
  let root: string;
  const ask = (url: string, headers = {}) => server.inject({ url, headers });

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'client-'));
    mkdirSync(join(root, 'media'));
    for (const file of [...FILES, ...HASHED]) writeFileSync(join(root, file), file);
    writeFileSync(join(root, 'ngsw.json.br'), 'compressed');
    writeFileSync(join(root, 'main-SDZCB7U3.js.br'), 'compressed');
    server = fastify();
    await serveClient(server, root);
  });
  afterAll(async () => {
    await server.close();
    rmSync(root, { recursive: true });
  });

  it.each(HASHED)('is kept for ever where its name tells its content: %s', async (file) => {
    const answer = await ask(`/${file}`, { 'accept-encoding': 'br' });

    expect(answer.statusCode).toBe(200);
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  });

  it.each([
    '',
    'chats/7',
    'index.html',
    'ngsw.json?ngsw-cache-bust=1',
    'ngsw-worker.js',
    'service-worker.js',
    'theme.js',
  ])('is asked for again each time where it does not: /%s', async (path) => {
    const answer = await ask(`/${path}`, { 'accept-encoding': 'br' });

    expect(answer.statusCode).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-cache');
  });

  it.each(['/api/v1/nothing', '/API/v1/meta', '//api/v1/meta', '/Health/ready'])(
    'has no say at an address of the server, however it is spelt: %s',
    async (path) => {
      expect((await ask(path)).statusCode).toBe(404);
    },
  );

  it('comes compressed to who takes that', async () => {
    expect((await ask('/ngsw.json', { 'accept-encoding': 'br' })).headers['content-encoding']).toBe('br');
    expect((await ask('/ngsw.json')).body).toBe('ngsw.json');
  });
});
