/** What may import what: docs/architecture.md, "Modules". Every arrow not listed in ALLOWED is a violation. */
const CORE = ['core', 'config'];
const ALLOWED = {
  config: [],
  core: ['config'],
  audit: [...CORE],
  users: [...CORE, 'audit'],
  auth: [...CORE, 'users', 'audit'],
  messages: [...CORE, 'users', 'audit'],
  realtime: [...CORE, 'messages'],
  drafts: [...CORE, 'realtime', 'messages', 'users', 'attachments'],
  presence: [...CORE, 'realtime', 'messages', 'users'],
  receipts: [...CORE, 'realtime', 'messages', 'users'],
  reactions: [...CORE, 'messages', 'users'],
  pins: [...CORE, 'messages', 'users'],
  saved: [...CORE, 'realtime', 'messages', 'users'],
  scheduled: [...CORE, 'realtime', 'messages', 'users', 'attachments'],
  mentions: [...CORE, 'realtime', 'messages', 'users', 'teams'],
  blocking: [...CORE, 'presence', 'realtime', 'messages', 'users'],
  preferences: [...CORE, 'realtime', 'users'],
  notifications: [...CORE, 'messages', 'realtime', 'users', 'auth'],
  attachments: [...CORE, 'messages', 'users'],
  search: [...CORE, 'messages', 'users', 'pins'],
  admin: [
    ...CORE,
    'presence',
    'realtime',
    'users',
    'auth',
    'messages',
    'attachments',
    'scheduled',
    'notifications',
    'audit',
  ],
  reports: [...CORE, 'realtime', 'users', 'auth', 'messages', 'audit', 'admin'],
  teams: [...CORE, 'realtime', 'users', 'messages', 'audit', 'admin'],
};

const arrows = Object.entries(ALLOWED).map(([feature, targets]) => ({
  name: `${feature}-imports-only-what-is-below`,
  severity: 'error',
  from: { path: `^src/${feature}/` },
  to: { path: '^src/', pathNot: `^src/(${[feature, ...targets].join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...arrows,
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'sockets-know-no-conversations',
      comment: 'What realtime knows of conversations and messages is in realtime/conversations.',
      severity: 'error',
      from: { path: '^src/realtime/', pathNot: '^src/realtime/conversations/|\\.module\\.ts$|\\.spec\\.ts$' },
      to: { path: '^src/messages/' },
    },
    {
      name: 'a-message-is-shaped-below-everything',
      severity: 'error',
      from: { path: '^src/messages/shape/' },
      to: { path: '^src/messages/', pathNot: '^src/messages/shape/' },
    },
    {
      name: 'conversations-are-below-what-is-done-in-them',
      severity: 'error',
      from: { path: '^src/messages/(conversations|members|mine)/' },
      to: {
        path: '^src/messages/((log|reading|changing|mail)/|[^/]+$)',
        // What orders a conversation is below all that is done in it.
        pathNot: '^src/messages/log/conversation-log[^/]*$',
      },
    },
    {
      name: 'every-folder-has-its-place',
      comment: 'A new feature is added to ALLOWED above.',
      severity: 'error',
      from: { path: `^src/(?!(${[...Object.keys(ALLOWED), 'cli'].join('|')})/)[^/]+/` },
      to: {},
    },
    {
      name: 'features-hide-internals',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/(?!core/).+\\.(repository|entity|controller)\\.ts$', pathNot: '^src/$1/' },
    },
    {
      name: 'typeorm-stays-in-persistence',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.(repository|entity|module|spec)\\.ts$|-access\\.ts$|^src/core/database/' },
      to: { path: 'node_modules/typeorm/' },
    },
    {
      name: 'migrations-stand-alone',
      comment: 'A released migration must not change because a file of the application does.',
      severity: 'error',
      from: { path: '^migrations/' },
      to: { path: '^src/' },
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
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'require'] },
  },
};
