import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';

/** PostgreSQL's own load generator, inserting rows like a message's, one durable commit each. */
export class Pgbench {
  constructor(databaseUrl, script) {
    this.databaseUrl = databaseUrl;
    this.script = script;
  }

  /** Undefined when pgbench is not on PATH. */
  static async prepare(databaseUrl) {
    if (spawnSync('pgbench', ['--version']).status !== 0) return undefined;
    const client = new Client(databaseUrl);
    await client.connect();
    await client.query(`create table bench_messages (like messages including all)`);
    await client.query(`create sequence bench_seq cache 100`);
    await client.end();
    const script = join(mkdtempSync(join(tmpdir(), 'parley-pgbench-')), 'insert.sql');
    writeFileSync(
      script,
      `\\set body random(1, 1000000)
insert into bench_messages (conversation_id, seq, rev, sender_id, client_id, request_hash, body, created_at)
values ('01a20bed-3971-7262-875b-16edc34aa824', nextval('bench_seq'), 1, '01a20bed-3971-7262-875b-16edc34aa825',
  gen_random_uuid(), '\\x00112233445566778899aabbccddeeff', 'the quick brown fox jumps over the lazy dog ' || :body, now());\n`,
    );
    return new Pgbench(databaseUrl, script);
  }

  /** Transactions a second. */
  async insert(clients, seconds) {
    const words = ['-n', '-M', 'prepared', '-c', clients, '-j', 2, '-T', seconds, '-f', this.script, this.databaseUrl];
    const child = spawn('pgbench', words.map(String), { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data));
    await new Promise((resolve) => child.on('close', resolve));
    const rate = /tps = ([\d.]+)/.exec(output)?.[1];
    if (rate === undefined) throw new Error(`pgbench failed: ${output}`);
    return Number(rate);
  }
}
