import type { LoggerService } from '@nestjs/common';
import { type Logger, pino } from 'pino';
import pretty from 'pino-pretty';
import type { LogLevel } from '../../config/settings.js';

/** Never written, wherever they stand in what is logged. */
const SECRETS = ['password', 'token', 'accessToken', 'refreshToken', 'authorization', 'cookie', 'body', 'headers'];

/** Structured lines for machines; one readable line each on a terminal. Message texts and secrets are never in them. */
export function createLog(level: LogLevel): Logger {
  const options = {
    level,
    base: undefined,
    redact: { paths: SECRETS.flatMap((name) => [name, `*.${name}`]), remove: true },
  };
  if (!process.stdout.isTTY) return pino(options);
  return pino(options, pretty({ colorize: true, singleLine: true, translateTime: 'SYS:HH:MM:ss', ignore: 'context', sync: true }));
}

/** Lets NestJS and the services write into the same log. */
export class NestLog implements LoggerService {
  constructor(private readonly lines: Logger) {}

  error(message: unknown, ...rest: unknown[]): void {
    // Nest hands a stack over as the first of the rest, and the context last.
    const stack = rest.length > 1 && typeof rest[0] === 'string' ? { stack: rest[0] } : {};
    this.write('error', message, rest.at(-1), stack);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest.at(-1));
  }

  log(message: unknown, ...rest: unknown[]): void {
    this.write('info', message, rest.at(-1));
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest.at(-1));
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest.at(-1));
  }

  private write(level: 'error' | 'warn' | 'info' | 'debug' | 'trace', message: unknown, context: unknown, more = {}): void {
    const fields = { ...(typeof context === 'string' && { context }), ...more };
    if (message instanceof Error) this.lines[level]({ ...fields, err: message }, message.message);
    else if (typeof message === 'object' && message !== null) this.lines[level]({ ...fields, ...message }, describe(message));
    else this.lines[level](fields, String(message));
  }
}

function describe(fields: object): string {
  return 'err' in fields && fields.err instanceof Error ? fields.err.message : '';
}
