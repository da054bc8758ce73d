import type { MemberDto } from '../../api/models/member-dto';
import type { RealtimeEvent } from '../../core/realtime/frames';

/** How far somebody has come: what reached a device of theirs, and what they have read. */
export interface Position {
  readonly delivered: number;
  readonly read: number;
}

/** What the server counts in larger groups: how far my newest message got. */
export interface Summary {
  readonly seq: number;
  readonly readBy: number;
  readonly deliveredTo: number;
}

/** How far messages of one conversation got: by person where the server tells it, else as it counts them. */
export interface Reached {
  readonly positions: ReadonlyMap<string, Position>;
  readonly summary?: Summary;
  /** Somebody came or went: the server has to be asked. */
  readonly isUnsure?: boolean;
}

export const NOBODY: Reached = { positions: new Map() };

const NOWHERE: Position = { delivered: 0, read: 0 };

/** By conversation, after an event. Positions never go back. */
export function reachedAfter(
  all: ReadonlyMap<string, Reached>,
  event: RealtimeEvent,
  myId: string | undefined,
): ReadonlyMap<string, Reached> {
  switch (event.type) {
    case 'receipt.delivered':
    case 'receipt.read': {
      const { userId, seq } = event.data;
      const kind = event.type === 'receipt.read' ? 'read' : 'delivered';
      return changed(all, event.conversationId, (known) => advanced(known, userId, { ...NOWHERE, [kind]: seq }));
    }
    case 'receipt.summary':
      return changed(all, event.conversationId, (known) => ({ ...known, summary: event.data }));
    case 'member.removed':
      if (event.data.userId === myId) return new Map([...all].filter(([id]) => id !== event.conversationId));
      return all.has(event.conversationId)
        ? changed(all, event.conversationId, (known) => without(known, event.data.userId))
        : all;
    case 'message.created':
      return event.data.system?.event === 'members_added' && all.has(event.conversationId)
        ? changed(all, event.conversationId, (known) => ({ ...known, isUnsure: true }))
        : all;
    default:
      return all;
  }
}

/** The members as the server listed them; what was told after it was asked is newer. */
export function withMembers(known: Reached, asked: Reached, members: readonly MemberDto[]): Reached {
  const positions = new Map(
    // Anew, because somebody may have stopped showing what they read.
    members.map(({ user, lastReadSeq, lastDeliveredSeq }) => {
      const listed = { read: lastReadSeq ?? 0, delivered: lastDeliveredSeq };
      const now = known.positions.get(user.id);
      return [user.id, now && now !== asked.positions.get(user.id) ? further(listed, now) : listed];
    }),
  );
  return { ...known, positions, isUnsure: false };
}

function changed(
  all: ReadonlyMap<string, Reached>,
  id: string,
  to: (known: Reached) => Reached,
): ReadonlyMap<string, Reached> {
  return new Map(all).set(id, to(all.get(id) ?? NOBODY));
}

function advanced(known: Reached, userId: string, to: Position): Reached {
  const position = further(known.positions.get(userId) ?? NOWHERE, to);
  return { ...known, positions: new Map(known.positions).set(userId, position) };
}

function without(known: Reached, userId: string): Reached {
  return { ...known, positions: new Map([...known.positions].filter(([id]) => id !== userId)) };
}

function further(a: Position, b: Position): Position {
  return { delivered: Math.max(a.delivered, b.delivered), read: Math.max(a.read, b.read) };
}
