import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ground } from '../ground/ground.mjs';

/** The one with the fullest inbox. */
const READER = 'noor.haddad';
/** As the demonstration cuts it. */
const PASSWORD_LENGTH = 16;
/** More than the log fetches at once. */
const MESSAGES = 60;
/** What people write: a line, a question, a few sentences, and now and then something with marks. */
const TEXTS = [
  'The crates are at the gate; shall I send them on, or does somebody come for them?',
  'Yes.',
  'Two of the six gauges were back within **2 mm** before noon, see the list:\n\n- gauge 1, new housing\n- gauge 4, cleaned',
  'I would rather wait until Thursday. The supplier holds the price, the van is free that day, and by then we know whether the council wants all six or only the four along the lower bank.',
  'Set it with `sampling=fast` and look at [the notes](https://example.org/notes), then tell me what it draws.',
  'Fine with me. Who tells Carl?',
];

/** The company of the demonstration with two long conversations, and how its fullest inbox is signed in to. */
export async function furnish() {
  const ground = await Ground.prepare({ program: 'dist/src/cli/demo.js' });
  const { port, dataDir } = ground.parley;
  const url = `http://localhost:${port}`;
  const password = readFileSync(join(dataDir, 'secrets/demo-password'), 'utf8').slice(0, PASSWORD_LENGTH);
  const credentials = { login: READER, password };
  const reader = await signIn(url, credentials);
  const other = await signIn(url, { login: 'ana.berg', password });
  const { items } = await reader.ask('GET', '/conversations');
  const direct = items.find(({ kind, members }) => kind === 'direct' && members.some(({ id }) => id === other.id));
  const group = items.find(({ subject }) => subject === 'Riverside pilot');
  return {
    ...{ ground, url, credentials },
    direct: { name: 'Ana Berg', ...(await talk(direct, [reader.ask, other.ask])) },
    group: { name: 'Riverside pilot', ...(await talk(group, [reader.ask, other.ask])) },
  };
}

async function talk({ id }, people) {
  const newest = `That is all in ${id}.`;
  const bodies = [...Array.from({ length: MESSAGES }, (_, n) => TEXTS[n % TEXTS.length]), newest];
  let seq = 0;
  for (const [n, body] of bodies.entries()) {
    ({ seq } = await people[(n >> 1) % 2]('POST', `/conversations/${id}/messages`, { clientId: randomUUID(), body }));
  }
  for (const person of people) await person('PUT', `/conversations/${id}/read`, { seq });
  return { id, newest };
}

/** Answers who it is and how to ask as them. */
async function signIn(url, credentials) {
  const { accessToken, user } = await ask(url, 'POST', '/auth/login', credentials);
  const headers = { authorization: `Bearer ${accessToken}` };
  return { id: user.id, ask: (method, path, body) => ask(url, method, path, body, headers) };
}

async function ask(url, method, path, body, headers = {}) {
  const json = body && { 'content-type': 'application/json' };
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: { ...headers, ...json },
    body: body && JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${text}`);
  return text && JSON.parse(text);
}
