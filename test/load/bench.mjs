// `npm run bench`: how fast Parley sends, as ratios to what the same PostgreSQL does in the same run. The rounds are
// interleaved, so that a noisy minute disturbs all alike. See docs/performance.md.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { EmbeddedPostgres } from '../../dist/src/core/database/embedded/embedded-postgres.js';
import { ParleyUnderLoad } from './parley-under-load.mjs';
import { Pgbench } from './pgbench.mjs';
import { TypeOrmReference } from './typeorm-reference.mjs';

const SENDERS = 64;
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 5);

Logger.overrideLogger(['error', 'warn']);
const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'));
const postgres = await EmbeddedPostgres.start(folder);
const parley = await ParleyUnderLoad.start(postgres.databaseUrl, SENDERS);
try {
  const pgbench = await Pgbench.prepare(postgres.databaseUrl);
  const typeOrm = await TypeOrmReference.prepare(postgres.databaseUrl, parley.pairs);
  const workloads = {
    ...(pgbench && { 'pgbench: one durable INSERT with the same indexes': () => pgbench.insert(SENDERS, SECONDS) }),
    'TypeORM: a transaction with save() for each message': () => typeOrm.send(SECONDS),
    'Parley: sockets, acknowledged after commit': () => parley.sendOverSockets(SECONDS),
    'Parley: HTTP, answered after commit': () => parley.sendOverHttp(SECONDS),
  };
  const figures = new Map(Object.keys(workloads).map((name) => [name, []]));
  for (let round = 1; round <= ROUNDS; round++) {
    for (const [name, run] of Object.entries(workloads)) {
      process.stdout.write(`\rround ${round} of ${ROUNDS}: ${name}${' '.repeat(30)}`);
      figures.get(name).push(await run());
    }
  }
  await typeOrm.end();
  report(figures, pgbench !== undefined);
} finally {
  await parley.stop();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

function report(figures, hasPgbench) {
  process.stdout.write(
    `\r${' '.repeat(90)}\r${SENDERS} senders, ${ROUNDS} rounds of ${SECONDS} s; messages a second, median (lowest–highest)\n\n`,
  );
  for (const [name, rates] of figures) {
    console.log(
      `${name.padEnd(56)} ${format(median(rates)).padStart(8)}  (${format(Math.min(...rates))}–${format(Math.max(...rates))})`,
    );
  }
  const [sockets, http] = [...figures].filter(([name]) => name.startsWith('Parley')).map(([, rates]) => rates);
  const ratio = (name, of, to) => console.log(`${name.padEnd(56)} ${(median(of) / median(to)).toFixed(2).padStart(8)}`);
  const typeOrm = [...figures].find(([name]) => name.startsWith('TypeORM'))[1];
  console.log();
  ratio('sockets ÷ TypeORM save()', sockets, typeOrm);
  ratio('HTTP ÷ TypeORM save()', http, typeOrm);
  if (!hasPgbench)
    return console.log('\npgbench is not on PATH (Debian: postgresql-contrib): the ratios to it are missing.');
  const plain = [...figures].find(([name]) => name.startsWith('pgbench'))[1];
  ratio('sockets ÷ pgbench', sockets, plain);
  ratio('HTTP ÷ pgbench', http, plain);
  ratio('TypeORM save() ÷ pgbench', typeOrm, plain);
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

function format(rate) {
  return Math.round(rate).toLocaleString('en');
}
