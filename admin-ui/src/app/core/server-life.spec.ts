import 'fake-indexeddb/auto';
import { TestBed } from '@angular/core/testing';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LocalDatabase } from './local-database';
import { ServerLife } from './server-life';
import { isText } from './shapes';

interface OpenTab {
  readonly local: LocalDatabase;
  readonly life: ServerLife;
}

const MINUTE = '01936f0a-7a9c-7c1e-b7a1-000000000007';

describe('the life of the server that a device keeps for', () => {
  async function tab(): Promise<OpenTab> {
    TestBed.resetTestingModule();
    const opened = { local: TestBed.inject(LocalDatabase), life: TestBed.inject(ServerLife) };
    opened.local.open('ana');
    await opened.life.recall();
    return opened;
  }
  const keep = ({ local, life }: OpenTab, value: string): Promise<void> =>
    local.write([{ store: 'messages', key: 'c', value }], life.isOurs);
  const kept = ({ local }: OpenTab): Promise<string | undefined> => local.get('messages', 'c', isText);

  beforeEach(() => {
    vi.stubGlobal('indexedDB', new IDBFactory());
    localStorage.clear();
  });
  afterEach(() => vi.unstubAllGlobals());

  it('is the same for all tabs, and on the next visit', async () => {
    const [first, second] = [await tab(), await tab()];
    await keep(first, 'one');
    await keep(second, 'two');
    first.life.note(MINUTE);

    expect(await kept(first)).toBe('two');
    expect((await tab()).life.epoch).toBe(MINUTE);
  });

  it('says nothing that the server would refuse, however it came to be kept', async () => {
    const first = await tab();
    first.life.note('');

    expect([first.life.epoch, (await tab()).life.epoch]).toEqual([undefined, undefined]);
    await keep(first, 'still kept');
    expect(await kept(first)).toBe('still kept');
  });

  it('takes with it what was kept for it, and lets a tab that has not noticed keep nothing more', async () => {
    const [first, second] = [await tab(), await tab()];
    await keep(first, 'old');
    await first.life.beginAnew();
    await keep(second, 'old');
    second.life.note(MINUTE);

    expect(await kept(first)).toBeUndefined();
    expect((await tab()).life.epoch).toBeUndefined();
  });

  it('is begun by the first tab that notices; the others go on with what that one keeps', async () => {
    const [first, second] = [await tab(), await tab()];
    await first.life.beginAnew();
    await keep(first, 'new');
    await second.life.beginAnew();

    expect(await kept(second)).toBe('new');
    await keep(second, 'newer');
    expect(await kept(first)).toBe('newer');
  });
});
