import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { format, resolveConfig } from 'prettier';
import { chart } from './chart.mjs';
import { figuresText } from './figures-text.mjs';

const FOLDER = 'docs/bench';
const RESULTS = `${FOLDER}/results.json`;
const DOCUMENT = 'docs/performance.md';
const [BEGIN, END] = ['<!-- figures: written by npm run bench -->', '<!-- end of figures -->'];
const GIGABYTE = 2 ** 30;

/**
 * Keeps what a group measured: in results.json, as a chart of each figure, and in the table of docs/performance.md.
 * What other groups measured before stays.
 */
export async function record(figures, { group, rounds, seconds }) {
  mkdirSync(FOLDER, { recursive: true });
  const before = existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, 'utf8')) : { groups: {} };
  const results = { machine: machine(), groups: { ...before.groups, [group]: { ...run(rounds, seconds), figures } } };
  await write(RESULTS, JSON.stringify(results, undefined, 2));
  for (const figure of figures) writeFileSync(`${FOLDER}/${figure.id}.svg`, chart(figure));
  const document = readFileSync(DOCUMENT, 'utf8');
  const [start, end] = [document.indexOf(BEGIN) + BEGIN.length, document.indexOf(END)];
  await write(DOCUMENT, `${document.slice(0, start)}\n\n${figuresText(results)}\n${document.slice(end)}`);
}

function run(rounds, seconds) {
  return { measuredAt: new Date().toISOString().slice(0, 10), rounds, seconds };
}

function machine() {
  return {
    cores: availableParallelism(),
    memoryGigabytes: Math.round(totalmem() / GIGABYTE),
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
  };
}

/** As `npm run format` would leave it. */
async function write(file, text) {
  writeFileSync(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
}
