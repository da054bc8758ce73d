import 'fake-indexeddb/auto';
import { TestBed } from '@angular/core/testing';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Api } from '../../api/api';
import { blockUser } from '../../api/fn/people/block-user';
import { listBlocks } from '../../api/fn/people/list-blocks';
import type { BlockDto } from '../../api/models/block-dto';
import { LocalDatabase } from '../../core/local-database';
import { eventually } from '../../testing/eventually';
import { refused } from '../../testing/model-server/model-answers';
import { AppDialogs } from '../../ui/dialogs';
import { Confirmed } from '../confirmed';
import { ANA, NOOR } from '../sample-data';
import { Blocks } from './blocks';

const AT = '2026-11-18T09:00:00.000Z';

describe('whom I block', () => {
  let onServer: BlockDto[];
  let isReachable: boolean;
  let isSure: boolean;
  const asked = vi.fn();

  const start = async (): Promise<Blocks> => {
    TestBed.resetTestingModule();
    const invoke = async (route: unknown, params: { readonly id?: string; readonly cursor?: string }) => {
      asked(route, params);
      if (!isReachable) throw refused(0);
      return route === listBlocks ? { items: onServer, nextCursor: null } : undefined;
    };
    TestBed.configureTestingModule({
      providers: [
        { provide: Api, useValue: { invoke } },
        { provide: AppDialogs, useValue: { confirm: async () => isSure } },
      ],
    });
    TestBed.inject(LocalDatabase).open(NOOR.id);
    const blocks = TestBed.inject(Blocks);
    await blocks.restore(NOOR.id);
    return blocks;
  };

  beforeEach(() => {
    globalThis.indexedDB = new IDBFactory();
    asked.mockReset();
    [onServer, isReachable, isSure] = [[{ user: ANA, blockedAt: AT }], true, true];
  });

  it('is what the server says, also when I unblocked somebody elsewhere', async () => {
    const blocks = await start();
    await blocks.load();
    const before = blocks.has(ANA.id);
    onServer = [];
    await blocks.load();

    expect([before, blocks.has(ANA.id), blocks.has(undefined)]).toEqual([true, false, false]);
  });

  it('is known without a connection, too, from the last visit', async () => {
    const first = await start();
    await first.load();
    TestBed.tick();
    await eventually(async () =>
      expect(await TestBed.inject(LocalDatabase).get('account', 'blocks', Array.isArray as never)).toBeDefined(),
    );
    isReachable = false;

    const blocks = await start();
    await blocks.load();

    expect(blocks.has(ANA.id)).toBe(true);
    expect(blocks.problem()).toBeDefined();
  });

  it('grows only when I am sure, and when the server took it', async () => {
    onServer = [];
    const blocks = await start();
    await blocks.load();
    const states = [];

    isSure = false;
    await blocks.block(ANA);
    states.push(blocks.has(ANA.id));
    [isSure, isReachable] = [true, false];
    await blocks.block(ANA);
    states.push(blocks.has(ANA.id));
    isReachable = true;
    await blocks.block(ANA);
    states.push(blocks.has(ANA.id));

    expect(states).toEqual([false, false, true]);
    expect(asked.mock.calls.filter(([route]) => route === blockUser)).toHaveLength(2);
  });

  it('keeps what was told while the list was on its way', async () => {
    onServer = [];
    const blocks = await start();

    const loading = blocks.load();
    const data = { user: ANA, blockedAt: AT };
    TestBed.inject(Confirmed).apply({ type: 'block.updated', conversationId: null, rev: null, at: '', data });
    await loading;

    expect(blocks.items()).toEqual([data]);
  });
});
