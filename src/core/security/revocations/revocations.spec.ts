import { Logger } from '@nestjs/common';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Tx } from '../../database/unit-of-work.js';
import { Readiness } from '../../health/readiness.js';
import { type Revocation, Revocations } from './revocations.js';
import type { RevocationsRepository } from './revocations.repository.js';

const ended: Revocation = { kind: 'session', userId: 'ana', sessionId: 's1' };

describe('rights that have ended', () => {
  const insert = jest.fn<RevocationsRepository['insert']>();
  const since = jest.fn<RevocationsRepository['since']>();
  let readiness: Readiness;
  let revocations: Revocations;
  let heard: Revocation[];

  beforeEach(() => {
    jest.resetAllMocks();
    since.mockResolvedValue({ revocations: [], snapshot: 'now' });
    readiness = new Readiness();
    revocations = new Revocations({ insert, since } as unknown as RevocationsRepository, readiness);
    heard = [];
    revocations.onRevoked((revocation) => heard.push(revocation));
  });

  function transaction() {
    const listeners: (() => void)[] = [];
    const tx = { manager: {}, afterCommit: (listener: () => void) => void listeners.push(listener) } as unknown as Tx;
    return { tx, commit: () => listeners.forEach((listener) => listener()) };
  }

  it('are heard of on the acting node when the act is committed, not before', async () => {
    const { tx, commit } = transaction();

    await revocations.record(tx, ended);
    const before = [...heard];
    commit();

    expect([before, heard]).toEqual([[], [ended]]);
  });

  it('are heard of on other nodes once, however often they are read', async () => {
    since.mockResolvedValue({ revocations: [{ id: 'r1', ...ended }], snapshot: 'now' });

    await revocations.read();
    await revocations.read();

    expect(heard).toEqual([ended]);
  });

  it('are heard of once on the acting node, which reads its own too', async () => {
    const { tx, commit } = transaction();
    await revocations.record(tx, ended);
    commit();
    const id = insert.mock.calls[0]?.[1][0]?.id ?? '';
    since.mockResolvedValue({ revocations: [{ id, ...ended }], snapshot: 'now' });

    await revocations.read();

    expect(heard).toEqual([ended]);
  });

  it('are heard of by everybody, though one of them fails', async () => {
    const log = jest.spyOn(Logger.prototype, 'error').mockReturnValue();
    const failing = new Revocations({ since } as unknown as RevocationsRepository, readiness);
    const reached: Revocation[] = [];
    failing.onRevoked(() => {
      throw new Error('busy');
    });
    failing.onRevoked((revocation) => reached.push(revocation));
    since.mockResolvedValue({ revocations: [{ id: 'r1', ...ended }], snapshot: 'now' });

    await failing.read();

    expect(reached).toEqual([ended]);
    expect(log).toHaveBeenCalledTimes(1);
    log.mockRestore();
  });

  it('are looked for twice a second while the database is away, which the log says once a minute', async () => {
    jest.useFakeTimers();
    const log = jest.spyOn(Logger.prototype, 'warn').mockReturnValue();
    since.mockRejectedValue(new Error('connect ECONNREFUSED'));

    await revocations.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(59_000);

    expect(since.mock.calls.length).toBeGreaterThan(100);
    expect(log).toHaveBeenCalledTimes(1);
    revocations.onModuleDestroy();
    log.mockRestore();
    jest.useRealTimers();
  });

  it('are unknown until the first read, and known less surely the longer the last one is ago', async () => {
    const clock = jest.spyOn(performance, 'now').mockReturnValue(10_000);
    const before = revocations.age();
    await revocations.read();
    clock.mockReturnValue(10_700);
    const after = revocations.age();
    clock.mockReturnValue(15_001);
    const failures = await readiness.failures();
    clock.mockRestore();

    expect([before, after]).toEqual([Infinity, 700]);
    expect(failures).toEqual(['revocations']);
  });

  it('are asked for since the snapshot of the last read', async () => {
    since.mockResolvedValueOnce({ revocations: [], snapshot: 'then' });

    await revocations.read();
    await revocations.read();

    expect(since.mock.calls).toEqual([[undefined], ['then']]);
  });
});
