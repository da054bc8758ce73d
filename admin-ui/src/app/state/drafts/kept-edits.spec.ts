import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Change, LocalDatabase } from '../../core/local-database';
import { eventually } from '../../testing/eventually';
import { clearedEvent, messageEvent } from '../messages/answers-as-events';
import { aMessage } from '../sample-data';
import { KeptEdits } from './kept-edits';

const EDIT = { body: 'Hello, changed', subject: '' };

describe('a change of a message that is not saved', () => {
  let written: () => void;
  const changed: Change[] = [];

  beforeEach(() => {
    sessionStorage.clear();
    changed.length = 0;
    TestBed.configureTestingModule({
      providers: [
        {
          provide: LocalDatabase,
          useValue: {
            write: (changes: readonly Change[]) => {
              changed.push(...changes);
              return new Promise<void>((resolve) => (written = resolve));
            },
            get: () => Promise.resolve(undefined),
            revise: (_store: string, read: (edit: unknown, key: string) => unknown) =>
              Promise.resolve(['c:7', 'c:9', 'd:7'].forEach((key) => read(EDIT, key))),
          },
        },
      ],
    });
  });

  it('is there for the next page though this one had no time to write it', async () => {
    TestBed.inject(KeptEdits).keep('c', 7, EDIT);

    expect(await TestBed.inject(KeptEdits).find('c', 7)).toEqual(EDIT);
    expect(await TestBed.inject(KeptEdits).find('c', 8)).toBeUndefined();
  });

  it('is gone when it is dropped, and stands nowhere else once it is written', async () => {
    const edits = TestBed.inject(KeptEdits);
    edits.keep('c', 7, EDIT);
    written();
    await eventually(() => expect(sessionStorage.length).toBe(0));
    edits.keep('c', 7, EDIT);
    edits.drop('c', 7);

    expect(await edits.find('c', 7)).toBeUndefined();
  });

  it('goes with what I cleared, and no other one does', async () => {
    TestBed.inject(KeptEdits).follow(clearedEvent('c', 7));

    await eventually(() => expect(changed).toEqual([{ store: 'edits', key: 'c:7' }]));
  });

  it('goes with its message, and no other one does', async () => {
    const edits = TestBed.inject(KeptEdits);
    edits.keep('c', 7, EDIT);

    edits.follow(messageEvent(aMessage({ seq: 6, rev: 8, deletedAt: '2026-11-18T10:00:00.000Z' })));
    expect(await edits.find('c', 7)).toEqual(EDIT);

    edits.follow(messageEvent(aMessage({ seq: 7, rev: 9, deletedAt: '2026-11-18T10:00:00.000Z' })));
    expect(await edits.find('c', 7)).toBeUndefined();
  });
});
