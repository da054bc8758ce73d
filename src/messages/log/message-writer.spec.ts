import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { MessagePublisher } from './message-publisher.js';
import { SendLane } from './message-writer.js';
import { type Draft, type LaneConnection, type QueuedSend, SendOutcome, type SendResult } from './send-batch.js';

const draft = (clientId: string, body = clientId, conversationId = 'c'): Draft => ({
  conversationId,
  senderId: 'ana',
  clientId,
  body,
  subject: undefined,
  replyToSeq: undefined,
  origin: undefined,
});

const LOCKED = Object.assign(new Error('canceling statement due to lock timeout'), { code: '55P03' });

/** A database that answers when it is told to, and remembers the batches it was given. */
class FakeConnection {
  readonly batches: string[][] = [];
  poison: string | undefined;
  failure: Error | undefined;
  /** The conversation whose lock somebody holds. */
  locked: string | undefined;
  private release: (() => void)[] = [];
  isHeld = false;

  async append(drafts: readonly Draft[]): Promise<SendResult[]> {
    this.batches.push(drafts.map(({ body }) => body));
    if (this.isHeld) await new Promise<void>((resolve) => this.release.push(resolve));
    if (this.failure) throw this.failure;
    if (drafts.some(({ conversationId }) => conversationId === this.locked)) throw LOCKED;
    if (drafts.some(({ body }) => body === this.poison)) throw new Error('value out of range');
    return drafts.map((_, n) => ({
      position: n + 1,
      outcome: SendOutcome.Sent,
      seq: n + 1,
      rev: n + 1,
      at: new Date(0),
      subject: null,
      subjectId: null,
      membersRev: 0,
      parts: 0,
    }));
  }

  answer(): void {
    this.isHeld = false;
    for (const go of this.release.splice(0)) go();
  }

  async close(): Promise<void> {}
}

let connection: FakeConnection;
let patient: FakeConnection;
let lane: SendLane;
/** What telling of a batch takes, on a clock that only it moves. */
let tellingMs: number;
const append = (one: Draft) => lane.append(one);
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => {
  connection = new FakeConnection();
  patient = new FakeConnection();
  tellingMs = 1;
  let now = 0;
  jest.spyOn(performance, 'now').mockImplementation(() => now);
  const publisher = {
    publish: async (batch: readonly Required<QueuedSend>[]) => {
      now += tellingMs;
      for (const { result, resolve } of batch) resolve(result);
    },
  };
  lane = new SendLane(
    connection as unknown as LaneConnection,
    patient as unknown as LaneConnection,
    publisher as unknown as MessagePublisher,
  );
});

afterEach(() => void jest.restoreAllMocks());

describe('a send lane', () => {
  it('writes what came in one turn together, and collects while that is in flight', async () => {
    connection.isHeld = true;
    const sends = [append(draft('1')), append(draft('2'))];
    await nextTurn();
    sends.push(append(draft('3')), append(draft('4')));
    await nextTurn();
    connection.answer();
    await Promise.all(sends);

    expect(connection.batches).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
  });

  it('writes what comes while the last batch is announced', async () => {
    const first = append(draft('1'));
    const second = first.then(() => append(draft('2')));

    await expect(second).resolves.toBeDefined();
  });

  it('never puts the same send into one batch twice', async () => {
    await Promise.all([append(draft('1')), append(draft('1')), append(draft('2'))]);

    expect(connection.batches).toEqual([['1', '2'], ['1']]);
  });

  it('writes at most 250 at once', async () => {
    await Promise.all(Array.from({ length: 260 }, (_, n) => append(draft(String(n)))));

    expect(connection.batches.map((batch) => batch.length)).toEqual([250, 10]);
  });

  it('lets a poisoned message fail alone', async () => {
    connection.poison = 'bad';

    const outcomes = await Promise.allSettled(['1', 'bad', '2'].map((id) => append(draft(id))));

    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('answers 503 to all when the database is away, and works again afterwards', async () => {
    connection.failure = Object.assign(new Error('gone'), { code: 'ECONNREFUSED' });
    const outcomes = await Promise.allSettled([append(draft('1')), append(draft('2'))]);
    connection.failure = undefined;

    expect(outcomes).toMatchObject([
      { reason: { definition: { status: 503 } } },
      { reason: { definition: { status: 503 } } },
    ]);
    await expect(append(draft('3'))).resolves.toBeDefined();
  });

  it('refuses all who wait with 503 when the database is away, without asking it again for each', async () => {
    connection.isHeld = true;
    connection.failure = Object.assign(new Error('silent'), { code: 'ETIMEDOUT' });
    const first = append(draft('1'));
    await nextTurn();
    const settled = Promise.allSettled([first, append(draft('2')), append(draft('3'))]);
    connection.answer();

    expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(connection.batches).toEqual([['1']]);
  });

  it('lets a conversation whose lock somebody holds wait alone, in order', async () => {
    connection.locked = 'locked';
    patient.isHeld = true;
    const late = [append(draft('1', '1', 'locked')), append(draft('2', '2', 'locked'))];
    await append(draft('3'));
    late.push(append(draft('4', '4', 'locked')));
    await append(draft('5'));
    expect(patient.batches).toEqual([['1', '2']]);

    patient.answer();
    await Promise.all(late);

    expect(patient.batches).toEqual([['1', '2'], ['4']]);
    expect(connection.batches.slice(-1)).toEqual([['5']]);
  });

  it('refuses with 503 what waited in vain for a lock, and sends what comes after it is free', async () => {
    connection.locked = patient.locked = 'locked';
    await expect(append(draft('1', '1', 'locked'))).rejects.toMatchObject({ definition: { status: 503 } });
    connection.locked = undefined;
    await nextTurn();

    await expect(append(draft('2', '2', 'locked'))).resolves.toBeDefined();
  });

  it('refuses with 503 when too many wait, and keeps those it accepted', async () => {
    connection.isHeld = true;
    const settled = Promise.allSettled(Array.from({ length: 3_000 }, (_, n) => append(draft(String(n)))));
    await nextTurn();
    connection.answer();
    const outcomes = await settled;

    const refused = outcomes.filter(({ status }) => status === 'rejected');
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]).toMatchObject({
      reason: { definition: { code: 'service_unavailable' }, headers: { 'Retry-After': '1' } },
    });
    expect(connection.batches.flat()).toHaveLength(3_000 - refused.length);
  });

  it.each([
    ['fewer wait when telling of them is slow, however fast the database is', 1_000, 1_000],
    ['more when everything is fast', 1, 3_000],
  ])('lets %s', async (_what, slowness, expected) => {
    tellingMs = slowness;
    await Promise.all(Array.from({ length: 1_000 }, (_, n) => append(draft(`before ${n}`))));

    const outcomes = await Promise.allSettled(Array.from({ length: 3_000 }, (_, n) => append(draft(String(n)))));

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(expected);
  });

  it('writes what waits before it closes, and refuses what comes then', async () => {
    const waiting = append(draft('1'));
    await lane.close();

    await expect(waiting).resolves.toBeDefined();
    await expect(append(draft('2'))).rejects.toMatchObject({ definition: { status: 503 } });
  });
});
