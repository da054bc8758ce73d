import type { Entry, Outcome, Recording, Send } from './recording.js';

/** How long a removed person may still be told, in milliseconds: revocation takes a second on every node. */
const REVOCATION_MS = 1_000;

export type CheckName =
  | 'lost'
  | 'unsent'
  | 'doubled'
  | 'invented'
  | 'gap'
  | 'disagreement'
  | 'late insert'
  | 'out of order'
  | 'read misses acknowledged'
  | 'told out of order'
  | 'untold'
  | 'view differs'
  | 'unread'
  | 'told after removal';

/** A promise that was broken, in words for whoever has to find out why. */
export interface Violation {
  readonly check: CheckName;
  readonly what: string;
}

type Check = (recording: Recording) => string[];

/**
 * What must hold of every run. In the terms of Jepsen's checkers: the history of a conversation is one total order,
 * which respects real time, and of which everybody sees a prefix.
 */
const CHECKS: Readonly<Record<CheckName, Check>> = {
  /** Every acknowledged message is there, at the place that the acknowledgement named. */
  lost: ({ sends, outcomes }) =>
    sends
      .filter(({ outcome }) => outcome === 'acknowledged')
      .flatMap(({ conversationId, clientId, seq }) =>
        historiesOf(outcomes, conversationId)
          .filter(({ entries }) => entries[(seq ?? 0) - 1]?.clientId !== clientId)
          .map(({ personId, node }) => `${clientId} at ${seq} of ${conversationId}, for ${personId} on ${node}`),
      ),

  /** Every message that was to be sent later is there: that it is there once, the next one says. */
  unsent: ({ sends, outcomes }) =>
    sends
      .filter(({ outcome }) => outcome === 'scheduled')
      .flatMap(({ conversationId, senderId, clientId }) =>
        historiesOf(outcomes, conversationId)
          .filter(({ entries }) => !entries.some((one) => one.senderId === senderId && one.clientId === clientId))
          .map(({ personId, node }) => `${clientId} of ${conversationId}, for ${personId} on ${node}`),
      ),

  /** No client id is there twice. */
  doubled: ({ outcomes }) =>
    outcomes.flatMap(({ conversationId, entries }) => {
      const seen = new Set<string>();
      return said(entries)
        .filter(({ clientId, senderId }) => seen.size === seen.add(`${senderId} ${clientId}`).size)
        .map(({ clientId, seq }) => `${clientId} again at ${seq} of ${conversationId}`);
    }),

  /** Nothing is there that nobody said, that was refused, or that was taken back before its time. */
  invented: ({ sends, outcomes }) => {
    const possible = new Set(sends.filter(({ outcome }) => outcome !== 'refused').map(keyOfSend));
    return outcomes.flatMap(({ conversationId, entries }) =>
      said(entries)
        .filter(({ senderId, clientId }) => !possible.has(`${conversationId} ${senderId} ${clientId}`))
        .map(({ seq, clientId }) => `${clientId} at ${seq} of ${conversationId}`),
    );
  },

  /** The places are 1, 2, 3 … without a gap. */
  gap: ({ outcomes }) =>
    outcomes.flatMap(({ conversationId, node, entries }) => {
      const wrong = entries.findIndex(({ seq }, n) => seq !== n + 1);
      return wrong < 0 ? [] : [`${entries[wrong]?.seq} in place ${wrong + 1} of ${conversationId} on ${node}`];
    }),

  /** Everybody sees the same history on every node. */
  disagreement: ({ outcomes }) =>
    byConversation(outcomes).flatMap(([conversationId, own]) =>
      own
        .map((outcome) => ({ ...outcome, difference: firstDifference(outcome.entries, own[0]?.entries ?? []) }))
        .filter(({ difference }) => difference !== undefined)
        .map(({ personId, node, difference }) => `${difference}, in ${conversationId} for ${personId} on ${node}`),
    ),

  /** A page holds everything behind its cursor, and that stays so. */
  'late insert': ({ pages, outcomes }) =>
    pages.flatMap(({ personId, conversationId, after, entries }) => {
      const [whole] = historiesOf(outcomes, conversationId);
      const wrong = entries.findIndex(
        ({ seq, clientId }, n) => seq !== after + n + 1 || whole?.entries[seq - 1]?.clientId !== clientId,
      );
      return wrong < 0 ? [] : [`${entries[wrong]?.seq} after ${after + wrong} of ${conversationId}, for ${personId}`];
    }),

  /** What was acknowledged before something else was begun stands before it. */
  'out of order': ({ sends }) =>
    byConversation(sends).flatMap(([conversationId, own]) => {
      const acknowledged = own.filter((send): send is Acknowledged => send.outcome === 'acknowledged');
      const ends = acknowledged.toSorted((a, b) => a.endedAt - b.endedAt);
      let [next, highest] = [0, 0];
      return acknowledged
        .toSorted((a, b) => a.begunAt - b.begunAt)
        .flatMap(({ begunAt, seq }) => {
          for (; (ends[next]?.endedAt ?? Infinity) < begunAt; next++) highest = Math.max(highest, ends[next]?.seq ?? 0);
          return seq > highest ? [] : [`${seq} of ${conversationId} was begun when ${highest} was acknowledged`];
        });
    }),

  /** A page that was asked for after an acknowledgement knows of it. */
  'read misses acknowledged': ({ sends, pages }) => {
    const acknowledged = new Map(
      byConversation(sends).map(([id, own]) => [
        id,
        own
          .filter((send): send is Acknowledged => send.outcome === 'acknowledged')
          .toSorted((a, b) => a.endedAt - b.endedAt),
      ]),
    );
    return pages.flatMap(({ personId, conversationId, begunAt, after, limit, lastSeq, entries }) => {
      let due = 0;
      for (const { endedAt, seq } of acknowledged.get(conversationId) ?? []) {
        if (endedAt >= begunAt) break;
        due = Math.max(due, seq);
      }
      const reaches = entries.at(-1)?.seq ?? after;
      const isShort = reaches < Math.min(due, after + limit);
      return lastSeq < due || isShort ? [`${due} of ${conversationId} after ${after}, for ${personId}`] : [];
    });
  },

  /** A connection is told of a conversation in the order of its revs, each once. */
  'told out of order': ({ told }) => {
    const last = new Map<string, number>();
    return told.flatMap(({ connection, conversationId, rev, type }) => {
      // An acknowledgement does not wait for its turn.
      if (type === 'ack') return [];
      const key = `${connection} ${conversationId}`;
      const before = last.get(key) ?? 0;
      last.set(key, rev);
      return rev > before ? [] : [`rev ${rev} after ${before} of ${conversationId} on ${connection}`];
    });
  },

  /**
   * A connection is told of every message as it now is, without asking: of each that moved after it had caught up. Of
   * what another node wrote the bus may lose a word; then a later rev shows that something is missing.
   */
  untold: ({ nodes, told, listenings, outcomes }) => {
    const toldTo = Map.groupBy(told, ({ connection, conversationId }) => `${connection} ${conversationId}`);
    return listenings.flatMap(({ connection, conversationId, since, stoodToTheEnd }) => {
      const own = toldTo.get(`${connection} ${conversationId}`) ?? [];
      const revs = new Set(own.map(({ rev }) => rev));
      const last = own.findLast(({ type }) => type !== 'ack')?.rev ?? 0;
      const until = stoodToTheEnd ? Infinity : last;
      const isShown = (rev: number): boolean => nodes > 1 && rev < last;
      const [whole] = historiesOf(outcomes, conversationId);
      return said(whole?.entries ?? [])
        .filter(({ rev }) => rev > since && rev <= until && !revs.has(rev) && !isShown(rev))
        .map(({ seq, rev }) => `${seq} (rev ${rev}) of ${conversationId} on ${connection}, which had ${since}`);
    });
  },

  /** What a device was told and caught up with is the history. */
  'view differs': ({ views, outcomes }) =>
    views.flatMap(({ device, conversationId, entries }) => {
      const [whole] = historiesOf(outcomes, conversationId);
      const difference = firstDifference(entries, whole?.entries ?? []);
      return difference === undefined ? [] : [`${difference}, in ${conversationId} on ${device}`];
    }),

  /** The unread count is what one would count. */
  unread: ({ outcomes }) =>
    outcomes.flatMap(({ personId, conversationId, node, entries, lastReadSeq, unreadCount }) => {
      const counted = said(entries).filter(({ seq, senderId }) => seq > lastReadSeq && senderId !== personId).length;
      return counted === unreadCount
        ? []
        : [`${unreadCount} in place of ${counted} in ${conversationId}, for ${personId} on ${node}`];
    }),

  /** Who was removed is told nothing, and reads nothing, a second later. */
  'told after removal': ({ told, pages, absences }) =>
    absences.flatMap(({ personId, conversationId, from, until }) => {
      const isMeant = (seen: { personId: string; conversationId: string }, begunAt: number, endedAt = begunAt) =>
        seen.personId === personId &&
        seen.conversationId === conversationId &&
        begunAt > from + REVOCATION_MS &&
        endedAt < until;
      return [
        ...told.filter((one) => isMeant(one, one.at)).map(({ type, rev }) => `${type} ${rev}`),
        ...pages
          .filter((page) => isMeant(page, page.begunAt, page.endedAt))
          .map(({ after }) => `a page after ${after}`),
      ].map((what) => `${what} of ${conversationId} reached ${personId}`);
    }),
};

/** Every promise that this run broke; empty when it kept them all. */
export function violationsIn(recording: Recording): Violation[] {
  return Object.entries(CHECKS).flatMap(([check, find]) =>
    find(recording).map((what) => ({ check: check as CheckName, what })),
  );
}

export const CHECK_NAMES = Object.keys(CHECKS) as CheckName[];

type Acknowledged = Send & { readonly endedAt: number; readonly seq: number };

function said(entries: readonly Entry[]): Entry[] {
  return entries.filter(({ isSystem }) => !isSystem);
}

function historiesOf(outcomes: readonly Outcome[], conversationId: string): Outcome[] {
  return outcomes.filter((outcome) => outcome.conversationId === conversationId);
}

function byConversation<T extends { conversationId: string }>(items: readonly T[]): [string, T[]][] {
  return [...Map.groupBy(items, ({ conversationId }) => conversationId)];
}

function keyOfSend({ conversationId, senderId, clientId }: Send): string {
  return `${conversationId} ${senderId} ${clientId}`;
}

/** Where two histories part, in words; undefined when they are the same. */
function firstDifference(some: readonly Entry[], others: readonly Entry[]): string | undefined {
  const length = Math.max(some.length, others.length);
  const n = Array.from({ length }, (_, place) => place).find((place) => asText(some[place]) !== asText(others[place]));
  return n === undefined ? undefined : `${asText(some[n])} in place of ${asText(others[n])}`;
}

function asText(entry: Entry | undefined): string {
  if (!entry) return 'nothing';
  const { seq, rev, clientId, body, isDeleted, isSystem } = entry;
  return `${seq} (rev ${rev}, ${clientId}${isSystem ? ', system' : ''}${isDeleted ? ', deleted' : ''}: ${body})`;
}
