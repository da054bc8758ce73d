import { inject, Injectable, signal } from '@angular/core';
import { Api } from '../../api/api';
import { listMembers } from '../../api/fn/conversations/list-members';
import type { MemberDto } from '../../api/models/member-dto';

type Positions = ReadonlyMap<string, number>;

/** How far others have read: of direct conversations and small groups, where the server tells it. */
@Injectable({ providedIn: 'root' })
export class ReadPositions {
  private readonly api = inject(Api);
  private readonly positions = signal<ReadonlyMap<string, Positions>>(new Map());

  /** How many people other than `myId` have read this message. */
  readersOf(conversationId: string, seq: number, myId: string | undefined): number {
    const of = this.positions().get(conversationId) ?? new Map<string, number>();
    return [...of].filter(([userId, readSeq]) => userId !== myId && readSeq >= seq).length;
  }

  /** Somebody read on; positions never go back. */
  receive(conversationId: string, userId: string, seq: number): void {
    this.positions.update((all) => {
      const of = new Map(all.get(conversationId));
      of.set(userId, Math.max(of.get(userId) ?? 0, seq));
      return new Map(all).set(conversationId, of);
    });
  }

  /** The first members with their positions, in the order of the server. */
  async load(conversationId: string): Promise<readonly MemberDto[]> {
    const { items } = await this.api.invoke(listMembers, { conversationId });
    for (const { user, lastReadSeq } of items) {
      if (lastReadSeq !== null) this.receive(conversationId, user.id, lastReadSeq);
    }
    return items;
  }
}
