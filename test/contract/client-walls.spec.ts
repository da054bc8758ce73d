import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';

const run = promisify(execFile);
const CRUISER = resolve('node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
const RULES = resolve('.dependency-cruiser.client.cjs');

describe('the walls between the parts of the client', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-walls-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const APP = 'admin-ui/src/app';

  function write(file: string, text: string): void {
    const path = join(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  /** Two files, of which the first imports the second. */
  function plant(from: string, to: string): void {
    write(`${APP}/${to}.ts`, 'export const planted = 1;\n');
    const up = '../'.repeat(from.split('/').length - 1) || './';
    write(`${APP}/${from}.ts`, `import { planted } from '${up}${to}';\nexport const used = planted;\n`);
  }

  /** What is wrong there; empty when nothing is. */
  function violations(): Promise<string> {
    return run(process.execPath, [CRUISER, 'admin-ui', '--config', RULES, '--output-type', 'err'], {
      cwd: folder,
    }).then(
      () => '',
      ({ stdout }: { stdout: string }) => stdout,
    );
  }

  beforeEach(() => {
    rmSync(join(folder, APP), { recursive: true, force: true });
    write('admin-ui/tsconfig.json', '{}');
  });

  it.each([
    ['core/planted', 'ui/icon', 'core-imports-only-what-is-below'],
    ['ui/planted', 'state/outbox', 'ui-imports-only-what-is-below'],
    ['state/planted', 'messenger/composer/composer', 'state-imports-only-what-is-below'],
    ['mail/planted', 'messenger/first-steps', 'mail-imports-only-what-is-below'],
    ['messenger/planted', 'shell/places', 'messenger-imports-only-what-is-below'],
    ['messenger/composer/planted', 'messenger/conversation/announcer', 'composer-imports-only-what-is-below'],
    ['extras/planted', 'core/keys', 'every-folder-has-its-place'],
  ])('stop %s from importing %s', async (from, to, rule) => {
    plant(from, to);

    expect(await violations()).toContain(rule);
  });

  it('stop cycles', async () => {
    plant('state/one', 'state/other');
    write(`${APP}/state/other.ts`, "export { used as planted } from './one';\n");

    expect(await violations()).toContain('no-cycles');
  });

  it('let everything know what is below it', async () => {
    plant('messenger/conversation/planted', 'messenger/composer/composer');
    plant('shell/planted', 'state/outbox');

    expect(await violations()).toBe('');
  });
});
