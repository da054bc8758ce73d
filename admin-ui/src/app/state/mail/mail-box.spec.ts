import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Api } from '../../api/api';
import type { MyStateEvent, RealtimeEvent } from '../../core/realtime/frames';
import { Session } from '../../core/session';
import { ReadPositions } from '../conversations/read-positions';
import { ConversationStore } from '../conversations/conversation-store';
import { aConversation, ANA, NOOR } from '../sample-data';
import { eventually } from '../../testing/eventually';
import { Confirmed } from '../confirmed';
import { MailBox } from './mail-box';
import type { Mail } from './mail-list';

const mail = (seq: number): Mail =>
  ({ conversationId: 'c', seq, rev: seq, isRead: true, sender: ANA, conversation: { id: 'c' } }) as Mail;
const page = (nextCursor: string | null, ...seqs: number[]) => ({ items: seqs.map(mail), nextCursor });
const down = (from: number, to: number): number[] => Array.from({ length: from - to + 1 }, (_, step) => from - step);
const mine = (data: Partial<MyStateEvent['data']>): RealtimeEvent => {
  return { type: 'me.updated', conversationId: 'c', rev: null, at: '', data: { me: aConversation().me, ...data } };
};

describe('a list of messages across conversations', () => {
  const invoke = vi.fn();
  let box: MailBox;
  const hear = (event: RealtimeEvent): void => TestBed.inject(Confirmed).apply(event);
  const seqs = (): number[] => box.items().map(({ seq }) => seq);

  beforeEach(() => {
    invoke.mockReset();
    TestBed.configureTestingModule({
      providers: [
        MailBox,
        { provide: Api, useValue: { invoke } },
        { provide: Session, useValue: { me: signal(NOOR) } },
      ],
    });
    box = TestBed.inject(MailBox);
  });

  describe('with two pages', () => {
    beforeEach(async () => {
      invoke
        .mockResolvedValueOnce(page('after 31', ...down(50, 31)))
        .mockResolvedValueOnce(page('after 11', ...down(30, 11)));
      await box.open('inbox');
      await box.more();
    });

    it('keeps the pages that were added when something new arrives', async () => {
      invoke.mockResolvedValueOnce(page('after 32', ...down(51, 32))).mockResolvedValueOnce(page(null, 5));
      await box.reload();
      expect(seqs()).toEqual(down(51, 11));

      await box.more();

      expect(invoke).toHaveBeenLastCalledWith(expect.anything(), { cursor: 'after 11' });
      expect(seqs()).toEqual([...down(51, 11), 5]);
    });

    it('begins anew when more arrived than a page holds', async () => {
      invoke.mockResolvedValueOnce(page('after 80', ...down(99, 80)));

      await box.reload();

      expect(seqs()).toEqual(down(99, 80));
      expect(box.hasMore()).toBe(true);
    });

    it('goes on past pages in which everything is hidden', async () => {
      invoke.mockResolvedValueOnce(page('further')).mockResolvedValueOnce(page(null, 9, 8));

      await box.more();

      expect(seqs()).toEqual([...down(50, 11), 9, 8]);
    });
  });

  it('is not empty while a cursor leads on', async () => {
    invoke
      .mockResolvedValueOnce(page('further'))
      .mockResolvedValueOnce(page('on', 3))
      .mockResolvedValueOnce(page(null));

    await box.open('inbox');

    expect(seqs()).toEqual([3]);
    expect(box.isEmpty()).toBe(false);
    expect(invoke).toHaveBeenCalledTimes(3);
  });

  it('loses at once what is deleted for everyone or on another device of mine', async () => {
    invoke.mockResolvedValueOnce(page(null, 4, 3, 2));
    await box.open('inbox');

    hear({ type: 'message.deleted', conversationId: 'c', data: mail(4) } as unknown as RealtimeEvent);
    hear(mine({ hidden: [2] }));

    expect(seqs()).toEqual([3]);
  });

  it('takes in what comes back', async () => {
    invoke.mockResolvedValueOnce(page(null, 4)).mockResolvedValueOnce(page(null, 4, 3));
    await box.open('inbox');

    hear(mine({ restored: [3] }));

    await eventually(() => expect(seqs()).toEqual([4, 3]));
  });

  it('is read and unread as its conversation is', async () => {
    const store = TestBed.inject(ConversationStore);
    const unread = () => box.items().filter(({ isRead }) => !isRead);
    invoke.mockResolvedValueOnce(page(null, 4, 3));
    await box.open('inbox');
    expect(unread()).toHaveLength(0);

    store.put([aConversation({ lastSeq: 4, me: { ...aConversation().me, lastReadSeq: 3 } })]);
    expect(unread()).toMatchObject([{ seq: 4 }]);

    TestBed.inject(ReadPositions).read('c', 4, 1);
    expect(unread()).toHaveLength(0);
  });
});
