import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Api } from '../../api/api';
import { Confirmed } from '../confirmed';
import { Receipts } from './receipts';

describe('how far messages got', () => {
  const invoke = vi.fn();
  let receipts: Receipts;
  const reach = (seq: number) => receipts.reachOf('talk', seq, 'me');
  const member = (id: string, lastReadSeq: number | null, lastDeliveredSeq: number) => ({
    user: { id },
    lastReadSeq,
    lastDeliveredSeq,
  });

  function hear(type: 'receipt.delivered' | 'receipt.read', conversationId: string, seq: number): void {
    const data = { userId: 'ana', seq, at: '' };
    TestBed.inject(Confirmed).apply({ type, conversationId, rev: null, at: '', data });
  }

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [{ provide: Api, useValue: { invoke } }] });
    receipts = TestBed.inject(Receipts);
  });

  it('is counted from the positions of the members, without mine', async () => {
    invoke.mockResolvedValue({ items: [member('me', 9, 9), member('ana', 4, 7), member('carl', null, 2)] });
    await receipts.load('talk');

    expect(reach(2)).toEqual({ readBy: 1, deliveredTo: 2 });
    expect(reach(5)).toEqual({ readBy: 0, deliveredTo: 1 });
    expect(reach(8)).toEqual({ readBy: 0, deliveredTo: 0 });
  });

  it('grows with what is told and never shrinks', () => {
    hear('receipt.delivered', 'talk', 5);
    expect(reach(5)).toEqual({ readBy: 0, deliveredTo: 1 });

    hear('receipt.read', 'talk', 5);
    hear('receipt.read', 'talk', 3);

    expect(reach(5)).toEqual({ readBy: 1, deliveredTo: 1 });
  });

  it('is what the server counts in larger groups, for that message and the older ones', () => {
    const data = { seq: 7, readBy: 12, deliveredTo: 20 };
    TestBed.inject(Confirmed).apply({ type: 'receipt.summary', conversationId: 'talk', rev: null, at: '', data });

    expect(reach(7)).toEqual({ readBy: 12, deliveredTo: 20 });
    expect(reach(6)).toEqual({ readBy: 12, deliveredTo: 20 });
    expect(reach(8)).toEqual({ readBy: 0, deliveredTo: 0 });
  });

  it('are as this device kept them until something newer is known', () => {
    receipts.restore('c', [{ userId: 'ana', delivered: 5, read: 4 }]);
    expect(receipts.reachOf('c', 4, 'noor')).toEqual({ readBy: 1, deliveredTo: 1 });

    hear('receipt.read', 'c', 5);
    receipts.restore('c', [{ userId: 'ana', delivered: 5, read: 4 }]);

    expect(receipts.reachOf('c', 5, 'noor')).toEqual({ readBy: 1, deliveredTo: 1 });
  });
});
