import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { Client } from 'pg';
import { EmbeddedPostgres } from '../../dist/src/core/database/embedded/embedded-postgres.js';
import { migrate } from '../../dist/src/core/database/migrate.js';

/** One PostgreSQL for the run, and in it one migrated database that every test file copies. */
export default async function setUp() {
  Logger.overrideLogger(['error', 'warn']);
  const folder = mkdtempSync(join(tmpdir(), 'parley-test-'));
  const postgres = await EmbeddedPostgres.start(folder, 'test');
  const administration = new Client(postgres.databaseUrl);
  await administration.connect();
  await administration.query('create database template_parley');
  await administration.end();
  const template = new URL(postgres.databaseUrl);
  template.pathname = '/template_parley';
  await migrate(template.href);
  process.env.TEST_POSTGRES_URL = postgres.databaseUrl;
  globalThis.testPostgres = { postgres, folder };
}
