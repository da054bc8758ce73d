import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { APP_SETTINGS } from '../../config/settings.module.js';
import type { Settings } from '../../config/settings.js';
import type { Principal } from './principal.js';

/** Whose session a pass stands for, and until when it does. */
export interface PassClaims {
  readonly userId: string;
  readonly sessionId: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

const DAY_MS = 24 * 60 * 60 * 1_000;
const ALL_FILES = 'all files';
const SHAPE = /^([0-9a-f-]{36})\.([0-9a-f-]{36})\.(\d{1,12})\.([\w-]{43})$/;

/**
 * Passes open files where no access token can be sent: in the address of a picture, or as a cookie. A pass names a session
 * and ends with it; it reads files and nothing else.
 */
@Injectable()
export class FilePasses {
  private readonly keys: readonly Buffer[];

  constructor(@Inject(APP_SETTINGS) { jwtSecrets }: Pick<Settings, 'jwtSecrets'>) {
    this.keys = jwtSecrets.map((secret) => Buffer.from(hkdfSync('sha256', secret, '', 'parley file pass', 32)));
  }

  /** For one path. The same until midnight (UTC) of a day, so that what was loaded by it can be kept; good for a day more. */
  forPath(holder: Pick<Principal, 'userId' | 'sessionId'>, path: string, now = Date.now()): string {
    return this.make(holder, path, (Math.floor(now / DAY_MS) + 2) * DAY_MS);
  }

  /** For every file that this person may see. */
  forAll(holder: Pick<Principal, 'userId' | 'sessionId'>, expiresAt: number): string {
    return this.make(holder, ALL_FILES, expiresAt);
  }

  /** Undefined unless this server made it for this path, or for all where no path is given, and its time is not over. */
  read(pass: string, path = ALL_FILES, now = Date.now()): PassClaims | undefined {
    const [, userId, sessionId, seconds, signature] = SHAPE.exec(pass) ?? [];
    if (userId === undefined || sessionId === undefined || signature === undefined) return undefined;
    const given = Buffer.from(signature, 'base64url');
    const content = contentOf({ userId, sessionId }, path, Number(seconds));
    const isGenuine = this.keys.some((key) => timingSafeEqual(signatureOf(content, key), given));
    const expiresAt = Number(seconds) * 1_000;
    return isGenuine && expiresAt > now ? { userId, sessionId, expiresAt } : undefined;
  }

  private make(holder: Pick<Principal, 'userId' | 'sessionId'>, path: string, expiresAt: number): string {
    const [key] = this.keys;
    if (!key) throw new Error('JWT_SECRET must be there before passes are made.');
    const seconds = Math.floor(expiresAt / 1_000);
    const signature = signatureOf(contentOf(holder, path, seconds), key).toString('base64url');
    return `${holder.userId}.${holder.sessionId}.${seconds}.${signature}`;
  }
}

function contentOf(
  { userId, sessionId }: Pick<Principal, 'userId' | 'sessionId'>,
  path: string,
  seconds: number,
): string {
  return `${userId} ${sessionId} ${seconds} ${path}`;
}

function signatureOf(content: string, key: Buffer): Buffer {
  return createHmac('sha256', key).update(content).digest();
}
