import { ApplicationRef, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { paged } from './paged';
import { RealtimeSocket } from './realtime/realtime-socket';

describe('a list that is read in pages', () => {
  const isOpen = signal(false);
  let isServerThere: boolean;
  let asked: number;

  beforeEach(() => {
    isOpen.set(false);
    [isServerThere, asked] = [false, 0];
    TestBed.configureTestingModule({ providers: [{ provide: RealtimeSocket, useValue: { isOpen } }] });
  });

  const list = () =>
    TestBed.runInInjectionContext(() =>
      paged(async () => {
        asked += 1;
        if (!isServerThere) throw new Error('There is no connection.');
        return { items: ['Budget'], nextCursor: null };
      }),
    );
  const settled = () => TestBed.inject(ApplicationRef).whenStable();

  it('that could not be read is asked for again once there is a connection', async () => {
    const subjects = list();
    await settled();
    expect(subjects.status()).toBe('failed');

    isServerThere = true;
    isOpen.set(true);
    await settled();

    expect(subjects.items()).toEqual(['Budget']);
  });

  it('that is there is not asked for again', async () => {
    isServerThere = true;
    list();
    await settled();

    isOpen.set(true);
    await settled();

    expect(asked).toBe(1);
  });
});
