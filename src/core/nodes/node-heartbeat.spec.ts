import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { Bus } from '../bus/bus.js';
import { DatabaseClock } from './database-clock.js';
import { NodeHeartbeat } from './node-heartbeat.js';
import type { NodesRepository } from './nodes.repository.js';

const beatOf = (others: number) => ({ others, databaseTime: new Date() });

describe('the heartbeat of a node', () => {
  const beat = jest.fn<NodesRepository['beat']>();
  const leave = jest.fn<NodesRepository['leave']>();
  const bus = {
    nodeId: 'me',
    noteOthers: jest.fn<Bus['noteOthers']>(),
    onReturn: jest.fn<Bus['onReturn']>(),
    tell: jest.fn(),
  };
  let heartbeat: NodeHeartbeat;

  beforeEach(() => {
    jest.useFakeTimers();
    beat.mockReset().mockResolvedValue(beatOf(0));
    bus.noteOthers.mockReset();
    leave.mockReset().mockResolvedValue();
    heartbeat = new NodeHeartbeat(
      { beat, leave } as unknown as NodesRepository,
      bus as unknown as Bus,
      new DatabaseClock(),
    );
  });
  afterEach(() => void jest.useRealTimers());

  it('is there before anything else starts, every ten seconds, and ends with the process', async () => {
    await heartbeat.onApplicationBootstrap();
    const atStart = beat.mock.calls.length;
    await jest.advanceTimersByTimeAsync(30_000);
    await heartbeat.beforeApplicationShutdown();
    await jest.advanceTimersByTimeAsync(30_000);

    expect([atStart, beat.mock.calls.length, leave.mock.calls]).toEqual([1, 4, [['me']]]);
  });

  it('tells the bus how many others there are', async () => {
    beat.mockResolvedValueOnce(beatOf(2));

    await heartbeat.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(10_000);

    expect(bus.noteOthers.mock.calls.map(([count]) => count)).toEqual([2, 0]);
  });

  it('is on record before it says that it is there', async () => {
    let record: (beat: ReturnType<typeof beatOf>) => void = () => undefined;
    beat.mockReturnValueOnce(new Promise((resolve) => (record = resolve)));
    heartbeat.onModuleInit();

    bus.onReturn.mock.lastCall?.[0]();
    const saidBefore = bus.tell.mock.calls.length;
    record(beatOf(1));
    await jest.advanceTimersByTimeAsync(0);

    expect([saidBefore, bus.tell.mock.calls]).toEqual([0, [['node.here', {}]]]);
  });

  it('goes on after one that failed', async () => {
    const warn = jest.spyOn(Logger.prototype, 'warn').mockReturnValue();
    beat.mockRejectedValueOnce(new Error('away'));

    await heartbeat.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(10_000);

    expect([beat.mock.calls.length, warn.mock.calls.length]).toEqual([2, 1]);
    warn.mockRestore();
  });

  it('says once a minute that it goes on failing', async () => {
    const warn = jest.spyOn(Logger.prototype, 'warn').mockReturnValue();
    beat.mockRejectedValue(new Error('No space left on device'));

    await heartbeat.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(110_000);

    expect([beat.mock.calls.length, warn.mock.calls.length]).toEqual([12, 2]);
    warn.mockRestore();
  });
});
