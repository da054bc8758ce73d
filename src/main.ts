import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import { CannotStart } from './config/cannot-start.js';
import { readSettings } from './config/settings.js';
import { SchemaTooNew } from './core/database/migrate.js';
import { createLog } from './core/logging/log.js';
import { NestLog } from './core/logging/nest-log.js';
import { ParleyProcess } from './parley-process.js';

/** Starts Parley, and stops it cleanly when the system, the terminal or the process that started this one says so. */
async function run(): Promise<void> {
  const settings = readSettings(process.env);
  const log = createLog(settings.logLevel);
  Logger.overrideLogger(new NestLog(log));
  const parley = new ParleyProcess(settings, log);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(parley));
  process.on('disconnect', () => void stop(parley));
  await parley.start();
}

async function stop(parley: ParleyProcess): Promise<void> {
  await parley.stop();
  process.exit(0);
}

try {
  await run();
} catch (error) {
  if (!(error instanceof CannotStart || error instanceof SchemaTooNew)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
