import { type Logger, pino } from 'pino';
import { PinoPretty } from 'pino-pretty';
import type { LogLevel } from '../../config/settings.js';

/** A second fence: nobody should log these, and if somebody does, they are left out. */
const NEVER_WRITTEN = [
  'password',
  'token',
  'accessToken',
  'refreshToken',
  'authorization',
  'cookie',
  'body',
  'headers',
].flatMap((name) => [name, `*.${name}`]);

/** What the sentence of a request is made of. */
const SAID_OF_A_REQUEST = ['method', 'path', 'status', 'ms'];

/** Where every line of the process goes: one readable line on a terminal, one JSON object anywhere else. */
export function createLog(level: LogLevel): Logger {
  const options = {
    level,
    base: null,
    redact: { paths: NEVER_WRITTEN, remove: true },
    serializers: { err: describeError },
  };
  return process.stdout.isTTY ? pino(options, readableLines()) : pino(options);
}

/** One line for people for each that is logged; what its sentence says is not said again as a field. */
export function readableLines(destination?: NodeJS.WritableStream) {
  return PinoPretty({
    translateTime: 'SYS:HH:MM:ss',
    singleLine: true,
    messageFormat: '{if context}[{context}] {end}{msg}',
    ignore: ['context', ...SAID_OF_A_REQUEST].join(','),
    sync: true,
    ...(destination && { destination }),
  });
}

/**
 * What may be said of a failure. Errors of the database carry the statement, its values and the row that failed as
 * further fields: what people wrote, so they are left out.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error) };
  const { code, constraint } = error as Error & { code?: unknown; constraint?: unknown };
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...(code !== undefined && { code }),
    ...(constraint !== undefined && { constraint }),
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  };
}
