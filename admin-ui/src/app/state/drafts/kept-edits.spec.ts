import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { LocalDatabase } from '../../core/local-database';
import { eventually } from '../../testing/eventually';
import { messageEvent } from '../messages/answers-as-events';
import { aMessage } from '../sample-data';
import { KeptEdits } from './kept-edits';

const EDIT = { body: 'Hello, changed', subject: '' };

describe('a change of a message that is not saved', () => {
  let written: () => void;

  beforeEach(() => {
    sessionStorage.clear();
    TestBed.configureTestingModule({
      providers: [
        {
          provide: LocalDatabase,
          useValue: {
            write: () => new Promise<void>((resolve) => (written = resolve)),
            get: () => Promise.resolve(undefined),
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

  it('goes with its message, and no other one does', async () => {
    const edits = TestBed.inject(KeptEdits);
    edits.keep('c', 7, EDIT);

    edits.follow(messageEvent(aMessage({ seq: 6, rev: 8, deletedAt: '2026-11-18T10:00:00.000Z' })));
    expect(await edits.find('c', 7)).toEqual(EDIT);

    edits.follow(messageEvent(aMessage({ seq: 7, rev: 9, deletedAt: '2026-11-18T10:00:00.000Z' })));
    expect(await edits.find('c', 7)).toBeUndefined();
  });
});
