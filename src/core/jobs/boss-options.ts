import type { ConstructorOptions } from 'pg-boss';

/**
 * What pg-boss is told wherever it is started. The schema is made by a migration: two nodes that make one at the same
 * moment fail. Its instances are not listed and not traced, which nobody would read.
 */
export const BOSS_OPTIONS = {
  schema: 'jobs',
  createSchema: false,
  registerInstance: false,
  openTelemetry: { enabled: false },
} as const satisfies ConstructorOptions;
