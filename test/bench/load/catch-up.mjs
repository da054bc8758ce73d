import { setTimeout as delay } from 'node:timers/promises';
import { openClients } from './clients.mjs';
import { HttpConnection } from './http-connection.mjs';
import { ParleyClient } from './parley-client.mjs';
import { percentile } from '../statistics.mjs';

const SECOND_MS = 1_000;
/** Clients come back at a random moment of the first second, as the web client does. */
const SPREAD_MS = 1_000;
const MOST_FAILURES = 20;
const ITEM = '"clientId":';

/**
 * All of them are connected and cut at the same moment. Each connects again, says hello, and asks for what it missed
 * until it has everything; whatever fails, it begins again, later each time. Answers the seconds until the middle one and
 * the last one had, and how many tries failed.
 */
export async function catchUp(options) {
  const clients = await openClients(options);
  for (const client of clients) client.close();
  await delay(SPREAD_MS);
  const start = performance.now();
  const took = await Promise.all(
    options.people.map(async (person) => {
      const comeBack = async () => {
        const client = await ParleyClient.open(options.url, person);
        const found = await missedBy(person, options.port);
        if (found < options.missed) throw new Error(`One got ${found} messages instead of ${options.missed}.`);
        return client;
      };
      for (let failures = 0; ; failures++) {
        await delay(Math.random() * SPREAD_MS * (failures + 1));
        const client = await comeBack().catch(() => undefined);
        if (client) return { client, failures, seconds: (performance.now() - start) / SECOND_MS };
        if (failures === MOST_FAILURES) throw new Error(`One did not come back in ${failures + 1} tries.`);
      }
    }),
  );
  for (const { client } of took) client.close();
  const seconds = took.map((one) => one.seconds);
  const failures = took.reduce((sum, one) => sum + one.failures, 0);
  return { middle: percentile(seconds, 0.5), last: Math.max(...seconds), failures };
}

/** Reads every page of what a person missed, and the rest of long ones; answers how many messages came. */
async function missedBy({ token, known }, port) {
  const connection = await HttpConnection.open(port);
  let count = 0;
  let cursor;
  do {
    const body = JSON.stringify({ known, meRevs: known, ...(cursor && { cursor }) });
    const page = await answered(connection, { path: '/api/v1/sync', token, body });
    count += occurrences(page, ITEM);
    if (page.includes('"hasMore":true')) count += await restOf(JSON.parse(page), connection, token);
    cursor = /"nextCursor":"([^"]+)"/.exec(page.latin1Slice(Math.max(0, page.length - 600)))?.[1];
  } while (cursor);
  connection.close();
  return count;
}

async function restOf({ items }, connection, token) {
  let count = 0;
  for (const { conversation, changes } of items) {
    for (let rev = changes?.lastRev, hasMore = changes?.hasMore; hasMore;) {
      const path = `/api/v1/conversations/${conversation.id}/changes?afterRev=${rev}&limit=200`;
      const page = await answered(connection, { method: 'GET', path, token });
      const more = JSON.parse(page);
      count += more.items.length;
      rev = more.lastRev;
      hasMore = more.hasMore;
    }
  }
  return count;
}

async function answered(connection, request) {
  const { status, body } = await connection.request(request);
  if (status !== 200) throw new Error(`${request.path}: ${status} ${body}`);
  return body;
}

function occurrences(bytes, text) {
  let count = 0;
  for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + text.length)) count++;
  return count;
}
