import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { CannotStart } from './cannot-start.js';

/** As JWT_SECRET must have. */
const LEAST_BYTES = 32;

/**
 * The secret of that name under `folder`: made on the first call, the same for ever after, readable by its owner only.
 * Throws CannotStart when it can be neither read nor made, or what is there was cut short.
 */
export function storedSecret(folder: string, name: string): string {
  const file = join(folder, name);
  return orCannotStart(file, () => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return read(file) ?? make(folder, file);
  });
}

/** The same secret if it was ever made; nothing is written. */
export function findStoredSecret(folder: string, name: string): string | undefined {
  const file = join(folder, name);
  return orCannotStart(file, () => read(file));
}

function orCannotStart<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const { syscall, message } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    throw new CannotStart(`The secret ${file} cannot be read or made: ${message}.`);
  }
}

function read(file: string): string | undefined {
  const secret = contentOf(file);
  if (!secret) return undefined;
  if (Buffer.byteLength(secret) >= LEAST_BYTES) return secret;
  throw new CannotStart(
    `The secret ${file} has fewer than ${LEAST_BYTES} bytes, so it can be guessed; put back the whole one.`,
  );
}

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Complete on disk before it gets its name, so that a crash leaves a whole secret or none. */
function make(folder: string, file: string): string {
  const secret = randomBytes(32).toString('base64url');
  const draft = join(folder, `.${randomBytes(6).toString('hex')}`);
  const descriptor = openSync(draft, 'wx', 0o600);
  try {
    writeSync(descriptor, secret);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  rmSync(file, { force: true });
  linkSync(draft, file);
  rmSync(draft);
  return secret;
}
