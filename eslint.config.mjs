import angular from 'angular-eslint';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Only rules that find faults; how code is set out is Prettier's. */
const FAULTS = {
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false, attributes: false } }],
  '@typescript-eslint/await-thenable': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
  '@typescript-eslint/only-throw-error': 'error',
  '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
  '@typescript-eslint/no-unnecessary-type-assertion': 'error',
  '@typescript-eslint/no-deprecated': 'error',
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  'max-lines': ['warn', 400],
  'no-console': 'error',
};

/** Other formatters would write the same hour in another way. */
const ONE_WAY_OF_WRITING_TIMES = {
  'no-restricted-properties': [
    'error',
    ...['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString'].map((property) => ({ property })),
    { object: 'Intl', property: 'DateTimeFormat', message: 'Times are written by core/times.ts.' },
  ],
};

/** The clock of a device may be wrong by any amount. */
const SERVER_TIME = {
  'no-restricted-syntax': [
    'error',
    {
      selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
      message:
        "The present time is the server's: serverNow() or now(). Date.now() is for what this device measures alone.",
    },
  ],
};

/** Class tokens that NestJS reads at run time look like types to the rule; the compiler tells when one is missing. */
const DECORATED = { '@typescript-eslint/consistent-type-imports': 'off' };

export default defineConfig(
  {
    ignores: [
      '**/node_modules/',
      '**/dist/',
      'data/',
      'coverage/',
      'test-results/',
      'playwright-report/',
      'admin-ui/src/app/api/',
      'admin-ui/.angular/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['src/**/*.ts', 'migrations/**/*.ts', 'test/**/*.ts', 'playwright.config.ts'],
    extends: [tseslint.configs.base],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: FAULTS,
  },
  { files: ['src/**/dto/*.ts', 'src/**/*.dto.ts', 'src/**/*.frames.ts'], rules: DECORATED },
  {
    files: ['admin-ui/src/**/*.ts'],
    extends: [tseslint.configs.base, ...angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
    languageOptions: {
      parserOptions: {
        project: ['./admin-ui/tsconfig.app.json', './admin-ui/tsconfig.spec.json', './admin-ui/tsconfig.worker.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      ...FAULTS,
      ...ONE_WAY_OF_WRITING_TIMES,
      ...SERVER_TIME,
      '@angular-eslint/prefer-on-push-component-change-detection': 'off',
    },
  },
  { files: ['admin-ui/src/app/core/times*.ts'], rules: { 'no-restricted-properties': 'off' } },
  { files: ['admin-ui/src/**/*.spec.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['admin-ui/src/**/*.html'],
    extends: [...angular.configs.templateRecommended, ...angular.configs.templateAccessibility],
    // Lists and toolbars move the focus among their items; the handler stands on the whole.
    rules: { '@angular-eslint/template/interactive-supports-focus': 'off' },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['warn', 400],
      'no-unused-vars': ['error', { caughtErrors: 'none' }],
    },
  },
);
