import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { percentile } from '../statistics.mjs';

/** It connects in the time that it is given, and leaves that out of what it reports. */
const CONNECTING = 2;
const MICROSECONDS_PER_MS = 1_000;
/** Where the log of a transaction holds its latency, from the moment at which it was due. */
const LATENCY = 2;

const ROW = `gen_random_uuid(), '\\x00112233445566778899aabbccddeeff', 'The crates are at the gate; shall I send them on, or does somebody come for them? ' || :n, now()`;

const SCRIPTS = {
  /** A row like a message's, with the same indexes, and nothing else. */
  insert: `\\set n random(1, 1000000)
insert into bench_messages (conversation_id, seq, rev, sender_id, client_id, request_hash, body, created_at)
values ('01a20bed-3971-7262-875b-16edc34aa824', nextval('bench_seq'), 1, '01a20bed-3971-7262-875b-16edc34aa825', ${ROW});\n`,
  /** The least that a messenger needs: the place in the conversation is taken, and only for its members. */
  statement: `\\set n random(1, :pairs)
with moved as (
  update bench_conversations c set last_seq = last_seq + 1, last_rev = last_rev + 1, last_message_at = now()
  from bench_pairs p
  where p.n = :n and c.id = p.conversation_id and exists (
    select from bench_members m where m.conversation_id = p.conversation_id and m.user_id = p.sender_id)
  returning c.id, c.last_seq, c.last_rev, p.sender_id
)
insert into bench_messages (conversation_id, seq, rev, sender_id, client_id, request_hash, body, created_at)
select id, last_seq, last_rev, sender_id, ${ROW} from moved;\n`,
};

/** PostgreSQL's own load generator: one durable commit for each message. */
export class Pgbench {
  /** Undefined when pgbench is not on PATH. The people are those whose pairs are written to. */
  static async prepare(ground, people) {
    if (spawnSync('pgbench', ['--version']).status !== 0) return undefined;
    await ground.sql(`create table bench_messages (like messages including all)`);
    await ground.sql(`create sequence bench_seq cache 100`);
    await ground.sql(`create table bench_conversations (like conversations including all) with (fillfactor = 50)`);
    await ground.sql(`insert into bench_conversations select * from conversations`);
    await ground.sql(`create table bench_members (like conversation_members including all)`);
    await ground.sql(`insert into bench_members select * from conversation_members`);
    await ground.sql(`create table bench_pairs (n int primary key, conversation_id uuid, sender_id uuid)`);
    await ground.sql(
      `insert into bench_pairs select n, c, s from unnest($1::uuid[], $2::uuid[]) with ordinality p(c, s, n)`,
      [people.map((person) => person.conversationId), people.map((person) => person.userId)],
    );
    return new Pgbench(ground.databaseUrl, people.length);
  }

  constructor(databaseUrl, pairs) {
    this.databaseUrl = databaseUrl;
    this.pairs = pairs;
  }

  /** Transactions a second of so many clients, by the name of a script. */
  async rate(script, clients, seconds) {
    const output = await this.run(script, ['-c', clients, '-T', seconds + CONNECTING]);
    const tps = /tps = ([\d.]+)/.exec(output)?.[1];
    if (tps === undefined) throw new Error(`pgbench failed: ${output}`);
    return Number(tps);
  }

  /** Milliseconds from the moment at which a transaction was due until its commit; 99 of 100 take no longer. */
  async latency(script, clients, seconds, perSecond) {
    const folder = mkdtempSync(join(tmpdir(), 'parley-pgbench-'));
    try {
      await this.run(script, [
        '-c',
        clients,
        '-T',
        seconds + CONNECTING,
        '-R',
        perSecond,
        '-l',
        `--log-prefix=${folder}/log`,
      ]);
      const lines = readdirSync(folder).flatMap((file) => readFileSync(join(folder, file), 'utf8').trim().split('\n'));
      return percentile(
        lines.map((line) => Number(line.split(' ')[LATENCY]) / MICROSECONDS_PER_MS),
        0.99,
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  async run(script, words) {
    const folder = mkdtempSync(join(tmpdir(), 'parley-pgbench-'));
    const file = join(folder, 'script.sql');
    writeFileSync(file, SCRIPTS[script]);
    const all = ['-n', '-M', 'prepared', '-j', 2, '-D', `pairs=${this.pairs}`, ...words, '-f', file, this.databaseUrl];
    const child = spawn('pgbench', all.map(String), { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data));
    const code = await new Promise((resolve) => child.on('close', resolve));
    rmSync(folder, { recursive: true });
    if (code !== 0) throw new Error(`pgbench failed: ${output}`);
    return output;
  }
}
