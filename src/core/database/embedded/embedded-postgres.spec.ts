import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CannotStart } from '../../../config/cannot-start.js';
import { EmbeddedPostgres } from './embedded-postgres.js';

describe('the database of its own', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'embedded-'));
  });
  afterEach(() => {
    rmSync(home, { recursive: true });
  });

  it('is not started with a new secret when the one it was made with is lost', async () => {
    mkdirSync(join(home, 'pg'));
    writeFileSync(join(home, 'pg', 'PG_VERSION'), '18\n');

    const start = EmbeddedPostgres.start(home);

    await expect(start).rejects.toBeInstanceOf(CannotStart);
    await expect(start).rejects.toThrow(/put back the folder of secrets that belongs to it\.$/);
    expect(readdirSync(home)).not.toContain('secrets');
  });

  it('is not started where something else is, and says what it is', async () => {
    writeFileSync(join(home, 'pg'), '');
    const onFile = EmbeddedPostgres.start(home);
    await expect(onFile).rejects.toBeInstanceOf(CannotStart);
    await expect(onFile).rejects.toThrow(/pg is a file where the database would be; move it away/);

    rmSync(join(home, 'pg'));
    mkdirSync(join(home, 'pg'));
    await expect(EmbeddedPostgres.start(home)).rejects.toThrow(/pg is not a database; move it away/);
  });
});
