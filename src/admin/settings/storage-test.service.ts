import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/audit-trail.js';
import { newId } from '../../core/database/id.js';
import { UnitOfWork } from '../../core/database/unit-of-work.js';
import { FileGone, FileStore } from '../../core/files/file-store.js';
import type { ClientInfo } from '../../core/http/client-info.js';
import type { Principal } from '../../core/security/principal.js';
import type { StorageTestDto } from './dto/storage-test.dto.js';

const SIZE = 1_024;
const RANGE = { start: 100, end: 199 };

/** Tells those who run an organisation whether its files are kept and given back. */
@Injectable()
export class StorageTest {
  constructor(
    private readonly store: FileStore,
    private readonly audit: AuditTrail,
    private readonly work: UnitOfWork,
  ) {}

  /** Keeps a small file, reads it whole and in part, and removes it; stops at the first step that fails. */
  async run({ userId }: Principal, client: ClientInfo): Promise<StorageTestDto> {
    const result = await this.tryOut();
    await this.work.run((tx) =>
      this.audit.record(tx, {
        actorId: userId,
        action: 'storage.tested',
        targetType: 'user',
        targetId: userId,
        outcome: result.isWorking ? 'success' : 'failed',
        ...client,
      }),
    );
    return result;
  }

  private async tryOut(): Promise<StorageTestDto> {
    const folder = await mkdtemp(join(tmpdir(), 'parley-storage-test-'));
    const [key, bytes] = [newId(), randomBytes(SIZE)];
    const path = join(folder, key);
    const steps: StorageTestDto['steps'] = [];
    const isGood = async (name: string, act: () => Promise<boolean>) => {
      const problem = await act().then((good) => (good ? null : 'Something else came back.'), wordsOf);
      steps.push({ name, problem });
      return problem === null;
    };
    const same = async (range?: typeof RANGE) => {
      const expected = range ? bytes.subarray(range.start, range.end + 1) : bytes;
      return (await buffer(await this.store.read(key, range))).equals(expected);
    };
    try {
      await writeFile(path, bytes);
      const isWorking =
        (await isGood('write', () => this.store.put(key, path).then(() => true))) &&
        (await isGood('read', () => same())) &&
        (await isGood('range', () => same(RANGE))) &&
        (await isGood('remove', () => this.isRemoved(key)));
      return { isWorking, steps };
    } finally {
      await rm(folder, { recursive: true, force: true });
      // Whatever failed, nothing is left behind.
      await this.store.remove(key).catch(() => undefined);
    }
  }

  private async isRemoved(key: string): Promise<boolean> {
    await this.store.remove(key);
    try {
      (await this.store.read(key)).destroy();
      return false;
    } catch (error) {
      if (error instanceof FileGone) return true;
      throw error;
    }
  }
}

/** What the store answered, rather than that it did not work. */
function wordsOf(error: unknown): string {
  const { cause, message } = error as Error;
  return cause instanceof Error ? cause.message : message;
}
