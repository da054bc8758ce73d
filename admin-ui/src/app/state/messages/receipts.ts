import { inject, Injectable, signal } from '@angular/core';
import { Api } from '../../api/api';
import { listMembers } from '../../api/fn/conversations/list-members';
import type { MemberDto } from '../../api/models/member-dto';

/** How far somebody has come: what reached a device of theirs, and what they have read. */
interface Position {
  readonly delivered: number;
  readonly read: number;
}

/** What the server counts in larger groups: how far my newest message got. */
interface Summary {
  readonly seq: number;
  readonly readBy: number;
  readonly deliveredTo: number;
}

/** What is known of one conversation. */
interface Known {
  readonly positions: ReadonlyMap<string, Position>;
  readonly summary?: Summary;
}

/** How many a message reached, and how many have read it, as far as they show it. */
export interface Reach {
  readonly deliveredTo: number;
  readonly readBy: number;
}

const NOWHERE: Position = { delivered: 0, read: 0 };
const NOTHING: Known = { positions: new Map() };

/** How far messages got: by person where the server tells it, else as it counts them. Positions never go back. */
@Injectable({ providedIn: 'root' })
export class Receipts {
  private readonly api = inject(Api);
  private readonly known = signal<ReadonlyMap<string, Known>>(new Map());

  /** How far a message got with the others than `myId`. */
  reachOf(conversationId: string, seq: number, myId: string | undefined): Reach {
    const { positions, summary } = this.known().get(conversationId) ?? NOTHING;
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

  /** Something reached somebody, or they have read it. */
  receive(kind: 'delivered' | 'read', conversationId: string, userId: string, seq: number): void {
    this.change(conversationId, (known) => {
      const before = known.positions.get(userId) ?? NOWHERE;
      const position = { ...before, [kind]: Math.max(before[kind], seq) };
      return { ...known, positions: new Map(known.positions).set(userId, position) };
    });
  }

  /** The server has counted. */
  summarise(conversationId: string, summary: Summary): void {
    this.change(conversationId, (known) => ({ ...known, summary }));
  }

  /** The first members with their positions, in the order of the server. */
  async load(conversationId: string): Promise<readonly MemberDto[]> {
    const { items } = await this.api.invoke(listMembers, { conversationId });
    // Anew, because somebody may have stopped showing what they read.
    const positions = new Map(
      items.map(({ user, lastReadSeq, lastDeliveredSeq }) => [
        user.id,
        { read: lastReadSeq ?? 0, delivered: lastDeliveredSeq },
      ]),
    );
    this.change(conversationId, (known) => ({ ...known, positions }));
    return items;
  }

  /** How far everybody is, as far as it is known; the same object until that changes. */
  positionsOf(conversationId: string): ReadonlyMap<string, Position> {
    return this.known().get(conversationId)?.positions ?? NOTHING.positions;
  }

  /** Shows what this device kept, where nothing newer is known. */
  restore(conversationId: string, kept: readonly ({ readonly userId: string } & Position)[]): void {
    if (kept.length === 0 || this.known().has(conversationId)) return;
    this.change(conversationId, (known) => ({
      ...known,
      positions: new Map(kept.map(({ userId, delivered, read }) => [userId, { delivered, read }])),
    }));
  }

  /** Somebody else signs in here. */
  clear(): void {
    this.known.set(new Map());
  }

  private change(conversationId: string, to: (known: Known) => Known): void {
    this.known.update((all) => new Map(all).set(conversationId, to(all.get(conversationId) ?? NOTHING)));
  }
}
