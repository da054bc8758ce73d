/** What may import what in the client: docs/client.md, "Parts". Every arrow not listed in ALLOWED is a violation. */
const ALLOWED = {
  api: [],
  core: ['api'],
  ui: ['api', 'core'],
  state: ['api', 'core', 'ui'],
  files: ['api', 'core', 'ui', 'state'],
  people: ['api', 'core', 'ui', 'state'],
  pictures: ['api', 'core', 'ui', 'state', 'files'],
  account: ['api', 'core', 'ui', 'state', 'people', 'pictures'],
  compose: ['api', 'core', 'ui', 'state', 'files'],
  mail: ['api', 'core', 'ui', 'state', 'files', 'people', 'compose'],
  messenger: ['api', 'core', 'ui', 'state', 'files', 'people', 'pictures', 'compose'],
  admin: ['api', 'core', 'ui', 'state', 'files', 'account'],
  shell: ['api', 'core', 'ui', 'state', 'account', 'files', 'people', 'compose', 'mail', 'messenger', 'admin'],
};

/** The rooms of the messenger; the files beside them know only those they open. */
const MESSENGER = {
  'open-conversation': [],
  composer: ['open-conversation'],
  pins: ['open-conversation'],
  subjects: ['open-conversation'],
  details: ['open-conversation', 'pins', 'subjects'],
  forwarding: [],
  reporting: [],
  tracing: [],
  reactions: ['open-conversation'],
  search: ['open-conversation'],
  conversation: [
    'open-conversation',
    'composer',
    'details',
    'reactions',
    'pins',
    'subjects',
    'forwarding',
    'reporting',
    'tracing',
    'search',
    'scheduled',
  ],
  'conversation-list': [],
  drafts: [],
  scheduled: [],
};

const APP = '^admin-ui/src/app';

function walls(root, allowed) {
  return Object.entries(allowed).map(([part, targets]) => ({
    name: `${part}-imports-only-what-is-below`,
    severity: 'error',
    from: { path: `${root}/${part}/` },
    to: { path: `${root}/[^/]+/`, pathNot: [`${root}/(${[part, ...targets].join('|')})/`, `${APP}/testing/`] },
  }));
}

module.exports = {
  forbidden: [
    ...walls(APP, ALLOWED),
    ...walls(`${APP}/messenger`, MESSENGER),
    {
      name: 'every-folder-has-its-place',
      comment: 'A new part is added to ALLOWED above.',
      severity: 'error',
      from: { path: `${APP}/(?!(${[...Object.keys(ALLOWED), 'testing'].join('|')})/)[^/]+/` },
      to: {},
    },
    {
      name: 'nothing-imports-what-starts-the-app',
      severity: 'error',
      from: { path: `${APP}/.+/`, pathNot: '\\.spec\\.ts$' },
      to: { path: `${APP}/[^/]+\\.ts$` },
    },
    {
      name: 'only-what-is-pure-comes-from-the-server',
      comment: 'What both halves have to do in the same way, such as reading Markdown.',
      severity: 'error',
      from: { path: '^admin-ui/' },
      to: {
        path: '^src/',
        pathNot:
          '^src/(core/markdown/|core/http/(text|user-agent)\\.ts|core/organisation/accent-contrast\\.ts|auth/passwords/password-strength\\.ts|notifications/settings/(quiet-hours|own-words)\\.ts|search/query/time-words\\.ts|users/(folded-name|time-zone-names|wall-time)\\.ts)',
      },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'admin-ui/tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'require'] },
  },
};
