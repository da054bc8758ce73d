import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { rolldown } from 'rolldown';

const STATS = 'browser-stats.json';
const APP = 'src/app/';
const MARKDOWN = [`${APP}ui/markdown/render-markdown.ts`, '../src/core/markdown/plain-text.ts'];

/**
 * What is fetched together before anything is pressed, by the files that are imported for it: on every page; before the app; on
 * every page of the app; in the chats; in the mail; on two pages of the console.
 */
const VISITS = {
  start: ['src/main.ts'],
  entry: ['login/login.ts', 'setup/setup.ts', 'register/register.ts'].map((file) => `${APP}account/${file}`),
  app: [
    ...['shell/shell.ts', 'shell/scheduled-toasts.ts', 'shell/reminder-toasts.ts', 'shell/page-notifications.ts'],
    ...['state/sync/messenger-sync.ts', 'state/scheduled/scheduled-messages.ts'],
  ].map((file) => APP + file),
  chats: [`${APP}messenger/messenger.routes.ts`, ...MARKDOWN],
  mail: [`${APP}mail/mail-page.ts`, ...MARKDOWN],
  people: [`${APP}admin/console.ts`, `${APP}admin/admin-users.ts`],
  overview: [`${APP}admin/console.ts`, `${APP}admin/overview/overview-page.ts`],
};
const OF_CONSOLE = ['people', 'overview'];

/** Packages that a package imports and the client never calls, and what stands in their place. */
const STAND_INS = {
  // Nothing in a chat is an entity (src/core/markdown), so the table of all of them stays away.
  entities: 'export const decodeHTMLStrict = (text) => text;',
  // A browser knows how hosts in other scripts are written.
  'punycode.js': `const inAscii = (host) => new URL('https://' + host).hostname;
    export default { toASCII: (host) => (/^[ -~]*$/.test(host) ? host : inAscii(host)), toUnicode: (host) => host };`,
};
export const STOOD_IN_FOR = Object.keys(STAND_INS);

/**
 * Puts the code that Angular built into `folder` into chunks by who asks for it (docs/adr/0029). Angular makes one of whatever
 * the same pages happen to use, a hundred for a chat: each is a request, and small files compress badly.
 */
export async function regroupChunks(folder) {
  const { outputs } = JSON.parse(readFileSync(join(folder, STATS), 'utf8'));
  rmSync(join(folder, STATS));
  const { main, groups } = planOf(outputs);
  const bundle = await rolldown({ input: join(folder, main), preserveEntrySignatures: false, plugins: [standIns] });
  const { output } = await bundle.generate({
    minify: true,
    entryFileNames: 'main-[hash].js',
    chunkFileNames: 'chunk-[hash].js',
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [...new Set(groups.values())].map((name) => ({ name, test: (id) => groups.get(basename(id)) === name })),
    },
  });
  await bundle.close();
  for (const file of output.flatMap(({ moduleIds }) => moduleIds)) if (file.startsWith(resolve(folder))) rmSync(file);
  for (const { fileName, code } of output) writeFileSync(join(folder, fileName), code);
  beginWith(output[0], join(folder, 'index.html'));
}

/** The chunk that begins everything, and for each that goes with others the name of all that go together. */
function planOf(outputs) {
  const chunkOf = new Map(Object.entries(outputs).map(([chunk, { entryPoint }]) => [entryPoint, chunk]));
  const begin = (file) =>
    chunkOf.get(file) ?? fail(`No chunk begins with ${file}: see VISITS in scripts/client-chunks.mjs.`);
  const visited = new Set(Object.values(VISITS).flat());
  const routed = new Set(
    Object.values(outputs)
      .filter(hasRoutes)
      .flatMap((output) => imported(output, 'dynamic-import')),
  );
  const pages = [...chunkOf]
    .filter(([file, chunk]) => !visited.has(file) && routed.has(chunk))
    .map(([, chunk]) => chunk);
  const visits = Object.entries(VISITS).map(([name, files]) => [name, files.map(begin)]);
  const users = [...visits, ['pages', pages]].map(([name, chunks]) => [name, reachedFrom(chunks, outputs)]);
  const groups = Object.keys(outputs).map((chunk) => {
    const names = users.filter(([, reached]) => reached.has(chunk)).map(([name]) => name);
    return [basename(chunk), groupOf(names)];
  });
  return { main: basename(begin(VISITS.start[0])), groups: new Map(groups.filter(([, name]) => name)) };
}

/** Undefined for what no visit needs: it stays in chunks of its own. */
function groupOf(names) {
  if (names.includes('start')) return 'start';
  // Whatever is in the app has it.
  if (names.includes('app')) return names.includes('entry') ? 'entry app' : 'app';
  // Of what chats have too it is of no use to know which page of the console has it: that would only be more chunks.
  if (names.includes('chats') || names.includes('mail'))
    return [...new Set(names.map((name) => (OF_CONSOLE.includes(name) ? 'console' : name)))].join(' ');
  return names.some((name) => OF_CONSOLE.includes(name)) ? names.join(' ') : undefined;
}

function hasRoutes({ inputs }) {
  return Object.keys(inputs).some((file) => file.endsWith('.routes.ts'));
}

function imported({ imports }, kind) {
  return imports.filter((one) => one.kind === kind && !one.external).map(({ path }) => path);
}

function reachedFrom(chunks, outputs, reached = new Set()) {
  for (const chunk of chunks) {
    if (reached.has(chunk)) continue;
    reached.add(chunk);
    reachedFrom(imported(outputs[chunk], 'import-statement'), outputs, reached);
  }
  return reached;
}

const standIns = {
  name: 'stand-ins',
  resolveId: (name) => (name in STAND_INS ? { id: name, moduleSideEffects: false } : null),
  load: (name) => STAND_INS[name] ?? null,
};

/** The page loads the new first chunk, and beside it at once what that imports. */
function beginWith({ fileName, imports }, page) {
  const html = readFileSync(page, 'utf8')
    .replaceAll(/<link rel="modulepreload"[^>]*>/g, '')
    .replace(/<script src="main-[^"]*"/, `<script src="${fileName}"`);
  const preloads = imports.map((name) => `<link rel="modulepreload" href="${name}">`).join('');
  writeFileSync(page, html.replace('<script src="main-', `${preloads}<script src="main-`));
}

function fail(sentence) {
  throw new Error(sentence);
}
