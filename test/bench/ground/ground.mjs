import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { EmbeddedPostgres } from '../../../dist/src/core/database/embedded/embedded-postgres.js';
import { Helper } from './helper.mjs';
import { ParleyProcess } from './parley-process.mjs';

/** What a group of figures stands on: a durable PostgreSQL of its own, Parley on it, and a process that makes load. */
export class Ground {
  static open = new Set();

  /** `program` is what is run as Parley, where it is not the server alone. */
  static async prepare({ program } = {}) {
    const ground = new Ground();
    Ground.open.add(ground);
    ground.folder = mkdtempSync(join(tmpdir(), 'parley-bench-'));
    ground.postgres = await EmbeddedPostgres.start(ground.folder);
    ground.databaseUrl = ground.postgres.databaseUrl;
    ground.parley = await ParleyProcess.start(ground.databaseUrl, { program, dataDir: join(ground.folder, 'parley') });
    ground.load = await Helper.start('test/bench/load/load.mjs');
    return ground;
  }

  /** Runs SQL on the database with a connection of its own. */
  async sql(text, values) {
    const client = new Client(this.databaseUrl);
    await client.connect();
    try {
      return (await client.query(text, values)).rows;
    } finally {
      await client.end();
    }
  }

  /** The process whose children are the connections of the database. */
  get postmasterPid() {
    return Number(readFileSync(join(this.folder, 'pg', 'postmaster.pid'), 'utf8').split('\n')[0]);
  }

  async close() {
    Ground.open.delete(this);
    await this.load?.stop();
    await this.parley?.stop();
    await this.postgres?.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
