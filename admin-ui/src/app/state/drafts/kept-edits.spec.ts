import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { LocalDatabase } from '../../core/local-database';
import { eventually } from '../../testing/eventually';
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
});
