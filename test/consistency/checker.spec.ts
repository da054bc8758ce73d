import { describe, expect, it } from '@jest/globals';
import { CHECK_NAMES, type CheckName, violationsIn } from './history/checks.js';
import type { Entry, Recording } from './history/recording.js';

const ANA = 'ana';
const CARL = 'carl';
const TALK = 'talk';

const entry = (seq: number, senderId = seq % 2 ? ANA : CARL): Entry => ({
  seq,
  rev: seq,
  clientId: `message-${seq}`,
  senderId,
  body: `no ${seq}`,
  isDeleted: false,
  isSystem: false,
});

/** Ten messages that two people wrote one after the other, seen by both on two nodes, and nothing wrong with any of it. */
function flawless(): Recording {
  const entries = Array.from({ length: 10 }, (_, n) => entry(n + 1));
  const sends = entries.map(({ clientId, senderId, seq }) => ({
    clientId,
    conversationId: TALK,
    senderId,
    begunAt: seq * 100,
    endedAt: seq * 100 + 50,
    outcome: 'acknowledged' as const,
    seq,
  }));
  const outcomes = [ANA, CARL].flatMap((personId) =>
    ['one', 'two'].map((node) => ({
      personId,
      node,
      conversationId: TALK,
      entries,
      lastReadSeq: 4,
      unreadCount: 3,
    })),
  );
  return {
    nodes: 1,
    sends: [
      ...sends,
      { clientId: 'refused', conversationId: TALK, senderId: CARL, begunAt: 1, endedAt: 2, outcome: 'refused' },
      { clientId: 'unknown', conversationId: TALK, senderId: CARL, begunAt: 3, outcome: 'unknown' },
    ],
    told: entries.map(({ rev }) => ({
      connection: 'carl 1',
      personId: CARL,
      conversationId: TALK,
      type: 'message.created',
      rev,
      at: rev * 100 + 60,
    })),
    listenings: [{ connection: 'carl 1', personId: CARL, conversationId: TALK, since: 2, stoodToTheEnd: true }],
    pages: [
      {
        personId: CARL,
        conversationId: TALK,
        begunAt: 600,
        endedAt: 650,
        after: 2,
        limit: 50,
        lastSeq: 5,
        entries: entries.slice(2, 5),
      },
    ],
    views: [{ device: 'carl 1', conversationId: TALK, entries }],
    outcomes,
    absences: [{ personId: 'eve', conversationId: TALK, from: 100, until: 5_000 }],
  };
}

/** The same with another history for everybody. */
const withHistory = (change: (entries: readonly Entry[]) => readonly Entry[]): Recording => {
  const recording = flawless();
  return {
    ...recording,
    outcomes: recording.outcomes.map((outcome) => ({ ...outcome, entries: change(outcome.entries) })),
  };
};

/** One anomaly for each promise, of the kind that the check is there to find. */
const ANOMALIES: Readonly<Record<CheckName, () => Recording>> = {
  lost: () => withHistory((entries) => entries.slice(0, 9)),
  unsent: () => {
    const recording = flawless();
    const later = { clientId: 'later', conversationId: TALK, senderId: CARL, begunAt: 4 };
    return { ...recording, sends: [...recording.sends, { ...later, outcome: 'scheduled' }] };
  },
  doubled: () => withHistory((entries) => [...entries, { ...entry(11, ANA), clientId: 'message-1' }]),
  invented: () => withHistory((entries) => [...entries, { ...entry(11, CARL), clientId: 'refused' }]),
  gap: () => withHistory((entries) => entries.map((one) => (one.seq < 10 ? one : { ...one, seq: 11 }))),
  disagreement: () => {
    const recording = flawless();
    const [first, ...others] = recording.outcomes;
    const edited = first?.entries.map((one) => (one.seq === 3 ? { ...one, body: 'edited', rev: 11 } : one)) ?? [];
    return { ...recording, outcomes: [...(first ? [{ ...first, entries: edited }] : []), ...others] };
  },
  'late insert': () => {
    const recording = flawless();
    return {
      ...recording,
      pages: recording.pages.map((page) => ({ ...page, entries: page.entries.filter(({ seq }) => seq !== 4) })),
    };
  },
  'out of order': () => {
    const recording = flawless();
    const swapped = new Map([
      [3, 8],
      [8, 3],
    ]);
    return {
      ...recording,
      sends: recording.sends.map((send) => ({ ...send, ...(send.seq && { seq: swapped.get(send.seq) ?? send.seq }) })),
    };
  },
  'read misses acknowledged': () => {
    const recording = flawless();
    return { ...recording, pages: recording.pages.map((page) => ({ ...page, begunAt: 900 })) };
  },
  'told out of order': () => {
    const recording = flawless();
    return { ...recording, told: [...recording.told, ...recording.told.slice(4, 5)] };
  },
  untold: () => {
    const recording = flawless();
    return { ...recording, told: recording.told.filter(({ rev }) => rev !== 10) };
  },
  'view differs': () => {
    const recording = flawless();
    return { ...recording, views: recording.views.map((view) => ({ ...view, entries: view.entries.slice(1) })) };
  },
  unread: () => {
    const recording = flawless();
    return { ...recording, outcomes: recording.outcomes.map((outcome) => ({ ...outcome, unreadCount: 4 })) };
  },
  'told after removal': () => {
    const recording = flawless();
    const late = recording.told.map((told) => ({ ...told, connection: 'eve 1', personId: 'eve', at: 1_101 }));
    return { ...recording, told: [...recording.told, ...late] };
  },
};

describe('the history checker', () => {
  it('finds nothing in a run that kept every promise', () => {
    expect(violationsIn(flawless())).toEqual([]);
  });

  it('takes a message of unknown fate for possible, there or not', () => {
    const unknown = { ...entry(11, CARL), clientId: 'unknown' };
    const found = violationsIn(withHistory((entries) => [...entries, unknown]));

    expect(found.filter(({ check }) => check === 'invented' || check === 'lost')).toEqual([]);
  });

  it.each(CHECK_NAMES)('finds what is planted: %s', (check) => {
    expect(violationsIn(ANOMALIES[check]()).map((violation) => violation.check)).toContain(check);
  });

  it('asks of a connection that broke no more than it was told last', () => {
    const recording = flawless();
    const listenings = recording.listenings.map((one) => ({ ...one, stoodToTheEnd: false }));
    const untold = (missing: number) =>
      violationsIn({ ...recording, listenings, told: recording.told.filter(({ rev }) => rev < missing || rev > 8) });

    expect(violationsIn({ ...recording, listenings, told: recording.told.slice(0, 8) })).toEqual([]);
    expect(untold(7).map(({ check }) => check)).toEqual(['untold', 'untold']);
  });

  it('lets a bus between nodes lose what a later rev shows to be missing, and nothing else', () => {
    const recording = { ...flawless(), nodes: 3 };
    const without = (missing: number) =>
      violationsIn({ ...recording, told: recording.told.filter(({ rev }) => rev !== missing) });

    expect(without(9)).toEqual([]);
    expect(without(10).map(({ check }) => check)).toEqual(['untold']);
  });

  it('finds a read by a removed person too', () => {
    const recording = flawless();
    const readBy = (endedAt: number) => {
      const pages = recording.pages.map((page) => ({ ...page, personId: 'eve', begunAt: 1_200, endedAt }));
      return violationsIn({ ...recording, pages }).map(({ check }) => check);
    };

    expect(readBy(1_300)).toContain('told after removal');
    // Frozen nodes answer late: by then they may have been let in again.
    expect(readBy(5_100)).not.toContain('told after removal');
  });
});
