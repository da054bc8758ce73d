import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Api } from '../api/api';
import { type Mail, MailBox } from './mail-box';

const mail = (seq: number): Mail => ({ conversationId: 'c', seq, isRead: true }) as Mail;
const page = (nextCursor: string | null, ...seqs: number[]) => ({ items: seqs.map(mail), nextCursor });

describe('a list of messages across conversations', () => {
  const invoke = vi.fn();
  let box: MailBox;
  const seqs = (): number[] => box.items().map(({ seq }) => seq);

  beforeEach(async () => {
    invoke.mockReset();
    TestBed.configureTestingModule({ providers: [MailBox, { provide: Api, useValue: { invoke } }] });
    box = TestBed.inject(MailBox);
    invoke.mockResolvedValueOnce(page('after 8', 9, 8)).mockResolvedValueOnce(page('after 6', 7, 6));
    await box.open('inbox');
    await box.more();
  });

  it('keeps the pages that were added when something new arrives', async () => {
    invoke.mockResolvedValueOnce(page('after 9', 10, 9)).mockResolvedValueOnce(page(null, 5));
    await box.reload();
    expect(seqs()).toEqual([10, 9, 8, 7, 6]);

    await box.more();

    expect(invoke).toHaveBeenLastCalledWith(expect.anything(), { cursor: 'after 6' });
    expect(seqs()).toEqual([10, 9, 8, 7, 6, 5]);
  });

  it('begins anew when more arrived than a page holds', async () => {
    invoke.mockResolvedValueOnce(page('after 20', 21, 20));

    await box.reload();

    expect(seqs()).toEqual([21, 20]);
    expect(box.hasMore()).toBe(true);
  });
});
