import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type SigningKey, SigningKeys } from './signing-keys.js';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Keeps secrets that have to be read again, such as a token that a job will mail: AES-256-GCM with a key made from JWT_SECRET.
 * Whoever copies the database reads none of them; what was sealed with a secret that is no longer named is lost.
 */
@Injectable()
export class Sealing {
  constructor(private readonly keys: SigningKeys) {}

  /** The ids of the keys that open what they sealed, and seal no more. */
  get olderKeys(): string[] {
    return this.keys.all.filter((key) => key !== this.keys.current).map(({ id }) => id);
  }

  /** `context` says what it belongs to, such as the id of a row: it can be opened for nothing else. */
  seal(text: string, context: string): string {
    const { id, sealing } = this.keys.current;
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', sealing, nonce).setAAD(Buffer.from(context));
    const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `${id}.${sealed.toString('base64url')}`;
  }

  /** Undefined when its secret is gone, or it was changed or belongs to something else. */
  open(sealed: string, context: string): string | undefined {
    const [id, text = ''] = sealed.split('.');
    const key = this.keys.byId(id);
    const bytes = Buffer.from(text, 'base64url');
    return key && bytes.length >= NONCE_BYTES + TAG_BYTES ? opened(bytes, key, context) : undefined;
  }
}

function opened(bytes: Buffer, { sealing }: SigningKey, context: string): string | undefined {
  const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, NONCE_BYTES))
    .setAAD(Buffer.from(context))
    .setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    return decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    return undefined;
  }
}
