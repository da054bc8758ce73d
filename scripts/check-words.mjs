import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseTemplate, RecursiveAstVisitor, TmplAstRecursiveVisitor, tmplAstVisitAll } from '@angular/compiler';

const APP = 'admin-ui/src/app';
const CATALOGUES = `${APP}/core/words/en`;

/** The parts of the catalogue that the pages of a folder load; everything else has `base` alone. */
const PARTS = {
  account: ['base', 'account'],
  people: ['base', 'people'],
  admin: ['base', 'account', 'admin', 'roles', 'audit', 'accounts', 'jobs', 'someone', 'settings', 'teams'],
  'admin/groups': ['base', 'account', 'admin', 'roles', 'audit', 'accounts', 'jobs', 'someone', 'oversight'],
  'admin/imports': ['base', 'account', 'admin', 'roles', 'audit', 'accounts', 'jobs', 'imports'],
  'admin/overview': ['base', 'account', 'admin', 'roles', 'audit', 'accounts', 'jobs', 'overview'],
  'admin/reports': [
    'base',
    'account',
    'admin',
    'roles',
    'audit',
    'accounts',
    'jobs',
    'moderation',
    'messenger',
    'groups',
  ],
  compose: ['base', 'messenger'],
  files: ['base', 'files'],
  mail: ['base', 'messenger'],
  messenger: ['base', 'messenger', 'subjects', 'groups', 'people'],
  // Whoever shows them loads them.
  'ui/system-line.ts': ['base', 'messenger', 'groups'],
  pictures: ['base', 'files', 'pictures'],
  'messenger/tracing': ['base', 'messenger', 'notifications'],
  'account/unsubscribe': ['base', 'account', 'notifications'],
  'messenger/search': ['base', 'messenger', 'search'],
  // `notifications` once the page has come to rest.
  shell: ['base', 'groups', 'keys', 'messenger', 'notifications'],
  // Files `*-keys.ts`, whose words are read on the sheet of keys.
  keys: ['keys', 'messenger'],
  // Load them before they say anything.
  'compose/send-later.ts': ['base', 'messenger', 'later'],
  'messenger/scheduled': ['base', 'messenger', 'later'],
  'state/saved': ['base', 'messenger', 'later'],
  'ui/choose-time.ts': ['base', 'later'],
  'ui/time-field.ts': ['base', 'later'],
  'account/strength': ['strength'],
  'account/settings': ['base', 'account', 'notifications'],
  'state/notifications': ['base', 'notifications'],
  'state/uploads': ['base', 'files'],
};

/** Problems that only a fault of a client can cause, or whose fields say more. */
const WITHOUT_TEXT = [
  ...['malformed_request', 'method_not_allowed', 'not_a_group', 'not_ready', 'origin_refused', 'range_not_satisfiable'],
  ...['route_not_found', 'unknown_frame', 'unsupported_media_type', 'validation_failed'],
];

/** Attributes and inputs that are read by people. */
const SPOKEN = /^(aria-label|title|placeholder|alt|label|hint|text|heading|actionLabel)$/;
const WORD = /\p{L}{2}/u;
/** `text: 'Saved'`, `message: "Enter…"` and the like in code. */
const TEXT_IN_CODE = /\b(?:text|title|label|message|yes|hint|detail): (['"`])(\p{Lu}\p{Ll}[^'"`]*)\1/gu;
const KEY_IN_CODE = /['"`]([a-z]\w*(?:\.\w+)+)['"`]/g;
const TEMPLATE_IN_CODE = /^ {2}template: `\n?(.*?)^ {2}`,$/gms;

/** What is wrong with the words of the client, one line each: keys that are unused or not loaded, and texts elsewhere. */
export function wordProblems() {
  const partOf = keysByPart();
  const used = new Set();
  const problems = [];
  for (const file of sources()) {
    const source = readFileSync(file, 'utf8');
    const name = relative(APP, file);
    const [folder, room] = name.split('/');
    const parts = name.endsWith('-keys.ts') ? PARTS.keys : (PARTS[`${folder}/${room}`] ?? PARTS[folder] ?? ['base']);
    for (const [, key] of source.matchAll(KEY_IN_CODE)) {
      const part = partOf.get(key);
      if (part === undefined) continue;
      used.add(key);
      if (!parts.includes(part)) problems.push(`${name}: "${key}" is in the part "${part}", which is not loaded here.`);
    }
    const templates = file.endsWith('.html')
      ? [source]
      : [...source.matchAll(TEMPLATE_IN_CODE)].map(([, text]) => text);
    const literal = templates.flatMap((template) => wordsIn(template, file, partOf));
    if (file.endsWith('.ts')) literal.push(...[...source.matchAll(TEXT_IN_CODE)].map(([, , text]) => text));
    for (const text of literal) problems.push(`${name}: "${text}" belongs into the catalogue.`);
  }
  const server = filesIn('src', /(?<!\.spec)\.ts$/)
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  const isByCode = (key) => key.startsWith('problem.') && server.includes(`'${key.slice('problem.'.length)}'`);
  const unused = [...partOf.keys()].filter((key) => !used.has(key) && !isByCode(key));
  const codes = [...server.matchAll(/^(?:export )?class \w+ extends defineProblem\(\s*'(\w+)'/gm)].map(
    ([, code]) => code,
  );
  const unsaid = codes.filter((code) => !partOf.has(`problem.${code}`) && !WITHOUT_TEXT.includes(code));
  return [
    ...problems,
    ...unused.map((key) => `"${key}" is used nowhere.`),
    ...unsaid.map((code) => `The problem "${code}" of the server has no text "problem.${code}".`),
  ];
}

function keysByPart() {
  const entries = readdirSync(CATALOGUES).flatMap((file) =>
    [...readFileSync(join(CATALOGUES, file), 'utf8').matchAll(/^ {2}'([^']+)':/gm)].map(([, key]) => [
      key,
      file.replace('.ts', ''),
    ]),
  );
  return new Map(entries);
}

function filesIn(folder, pattern) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => pattern.test(file));
}

function sources() {
  const others = /\.spec\.ts$|[\\/](api|testing)[\\/]|words[\\/][a-z]{2}[\\/]/;
  return filesIn(APP, /\.(ts|html)$/).filter((file) => !others.test(file));
}

/** Words that stand in a template itself. An element with `translate="no"` says that they are the same in all languages. */
function wordsIn(template, file, keys) {
  const { nodes, errors } = parseTemplate(template, file);
  if (errors?.length) return [`It cannot be read: ${errors[0].msg}`];
  const found = [];
  const note = (text) => WORD.test(text) && !keys.has(text) && found.push(text.trim());
  const literals = new (class extends RecursiveAstVisitor {
    visitLiteralPrimitive({ value }) {
      if (typeof value === 'string') note(value);
    }
    visitInterpolation(interpolation, context) {
      interpolation.strings.forEach(note);
      super.visitInterpolation(interpolation, context);
    }
    // What is compared or looked up is read by nobody.
    visitBinary(binary, context) {
      if (!/^[!=]==?$/.test(binary.operation)) super.visitBinary(binary, context);
    }
    visitKeyedRead() {}
  })();
  tmplAstVisitAll(
    new (class extends TmplAstRecursiveVisitor {
      visitElement(element) {
        if (element.attributes.some(({ name, value }) => name === 'translate' && value === 'no')) return;
        for (const { name, value } of element.attributes) if (SPOKEN.test(name)) note(value);
        for (const { name, value } of element.inputs) if (SPOKEN.test(name)) literals.visit(value.ast ?? value);
        super.visitElement(element);
      }
      visitText({ value }) {
        note(value);
      }
      visitBoundText({ value }) {
        literals.visit(value.ast ?? value);
      }
    })(),
    nodes,
  );
  return found;
}
