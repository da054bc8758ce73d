import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { CannotStart } from './config/cannot-start.js';
import { readSettings, type Settings } from './config/settings.js';
import { SchemaTooNew } from './core/database/migrate.js';
import { createLog } from './core/logging/log.js';
import { NestLog } from './core/logging/nest-log.js';
import { ParleyProcess } from './parley-process.js';

export interface ProcessOptions {
  /** Settings for where the environment is silent. */
  readonly defaults?: NodeJS.ProcessEnv;
  /** What else has to be done before anybody can use it. */
  readonly prepare?: (app: NestFastifyApplication, settings: Settings) => Promise<void>;
}

/** After a failure that nobody foresaw: whoever supervises the process should start it again. */
const CRASHED = 70;
const CRASH_WITHIN = 30_000;

/**
 * Starts Parley, and stops it cleanly when the system, the terminal or the process that started this one says so.
 * What prevents the start is one sentence and exit code 1; a failure that nobody foresaw is logged, and what was begun
 * is finished before the process ends with exit code 70.
 */
export async function runProcess({ defaults, prepare }: ProcessOptions = {}): Promise<void> {
  try {
    const settings = readSettings({ ...defaults, ...process.env });
    const log = createLog(settings.logLevel);
    Logger.overrideLogger(new NestLog(log));
    const parley = new ParleyProcess(settings, log, prepare);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(parley, 0));
    process.on('disconnect', () => void stop(parley, 0));
    for (const failure of ['uncaughtException', 'unhandledRejection'] as const) {
      process.on(failure, (error: unknown) => {
        log.fatal({ err: error }, 'A failure that nobody foresaw ends this process.');
        void stop(parley, CRASHED);
      });
    }
    // Whoever read the output is gone; that is no reason to stop.
    for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);
    await parley.start();
  } catch (error) {
    if (!(error instanceof CannotStart || error instanceof SchemaTooNew)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

async function stop(parley: ParleyProcess, exitCode: number): Promise<void> {
  // What should be finished may be what failed: nobody waits for it longer than for a request.
  if (exitCode !== 0) setTimeout(() => process.exit(exitCode), CRASH_WITHIN).unref();
  try {
    await parley.stop();
  } finally {
    process.exit(exitCode);
  }
}
