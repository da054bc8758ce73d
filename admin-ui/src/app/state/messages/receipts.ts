import { inject, Injectable } from '@angular/core';
import { Api } from '../../api/api';
import { listMembers } from '../../api/fn/conversations/list-members';
import type { MemberDto } from '../../api/models/member-dto';
import { problemOf } from '../../core/problem';
import { Confirmed } from '../confirmed';
import { NOBODY, type Position, type Reached, withMembers } from './reached';

/** How many a message reached, and how many have read it, as far as they show it. */
export interface Reach {
  readonly deliveredTo: number;
  readonly readBy: number;
}

/** How far messages got, as far as it is known. */
@Injectable({ providedIn: 'root' })
export class Receipts {
  private readonly api = inject(Api);
  private readonly known = inject(Confirmed).reached;

  /** How far a message got with the others than `myId`. */
  reachOf(conversationId: string, seq: number, myId: string | undefined): Reach {
    const { positions, summary } = this.of(conversationId);
    const others = [...positions].filter(([userId]) => userId !== myId).map(([, position]) => position);
    const readBy = others.filter(({ read }) => read >= seq).length;
    const deliveredTo = others.filter(({ read, delivered }) => Math.max(read, delivered) >= seq).length;
    // Whoever has a newer message has the older ones.
    const counted = summary && summary.seq >= seq ? summary : undefined;
    return {
      readBy: Math.max(readBy, counted?.readBy ?? 0),
      deliveredTo: Math.max(deliveredTo, readBy, counted?.deliveredTo ?? 0),
    };
  }

  /** The first members with their positions, in the order of the server. */
  async load(conversationId: string): Promise<readonly MemberDto[]> {
    const asked = this.of(conversationId);
    const { items } = await this.api.invoke(listMembers, { conversationId });
    this.change(conversationId, (known) => withMembers(known, asked, items));
    return items;
  }

  /** Asks again where somebody came; without a connection the next visit does. */
  complete(conversationId: string): void {
    if (!this.of(conversationId).isUnsure) return;
    this.change(conversationId, (known) => ({ ...known, isUnsure: false }));
    this.load(conversationId).catch((error: unknown) => {
      problemOf(error);
      this.change(conversationId, (known) => ({ ...known, isUnsure: true }));
    });
  }

  /** How far everybody is, as far as it is known; the same object until that changes. */
  positionsOf(conversationId: string): ReadonlyMap<string, Position> {
    return this.of(conversationId).positions;
  }

  /** Shows what this device kept, where nothing newer is known. */
  restore(conversationId: string, kept: readonly ({ readonly userId: string } & Position)[]): void {
    if (kept.length === 0 || this.known.read().has(conversationId)) return;
    this.change(conversationId, (known) => ({
      ...known,
      positions: new Map(kept.map(({ userId, delivered, read }) => [userId, { delivered, read }])),
    }));
  }

  private of(conversationId: string): Reached {
    return this.known.read().get(conversationId) ?? NOBODY;
  }

  private change(conversationId: string, to: (known: Reached) => Reached): void {
    this.known.update((all) => new Map(all).set(conversationId, to(all.get(conversationId) ?? NOBODY)));
  }
}
