const swc = [
  '@swc/jest',
  {
    swcrc: false,
    sourceMaps: 'inline',
    module: { type: 'es6' },
    jsc: {
      target: 'es2023',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
      keepClassNames: true,
    },
  },
];

const base = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': swc },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
};

/** Unit tests beside what they test; the others on a real PostgreSQL that is made for the run. */
export default {
  // One more than the cores of a small machine: half of what a file takes is waiting, for PostgreSQL and for what is done at intervals.
  maxWorkers: 3,
  // Node keeps the modules of every finished file for as long as the worker lives; a new one begins small again.
  workerIdleMemoryLimit: '400MB',
  projects: [
    { ...base, displayName: 'unit', roots: ['<rootDir>/src'], testMatch: ['<rootDir>/src/**/*.spec.ts'] },
    {
      ...base,
      displayName: 'server',
      roots: ['<rootDir>/test'],
      testMatch: ['<rootDir>/test/{e2e,contract,consistency}/**/*.spec.ts'],
      globalSetup: '<rootDir>/test/support/global-setup.mjs',
      globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
      setupFilesAfterEnv: ['<rootDir>/test/support/patience.mjs'],
    },
  ],
};
