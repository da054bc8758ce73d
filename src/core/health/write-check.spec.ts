import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { Database } from '../database/database.js';
import { Metrics } from '../metrics/metrics.js';
import { asDomainError } from '../errors/problem.js';
import { HealthParts } from './health-parts.js';
import { Readiness } from './readiness.js';
import { WriteCheck } from './write-check.js';

const failure = (code: string) => Object.assign(new Error('could not extend file'), { code });

describe('a node whose database has no room left', () => {
  const rows = jest.fn<() => Promise<object[]>>();
  let now = 0;
  let readiness: Readiness;
  let check: WriteCheck;

  beforeEach(() => {
    jest.restoreAllMocks();
    jest.spyOn(Logger.prototype, 'error').mockReturnValue();
    rows.mockReset();
    now = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => now);
    readiness = new Readiness();
    check = new WriteCheck({ rows } as unknown as Database, readiness, new HealthParts(new Metrics()));
  });

  it('is not ready until it can write again', async () => {
    rows.mockRejectedValueOnce(failure('53100'));
    expect(await readiness.failures()).toEqual(['disk']);

    rows.mockResolvedValue([]);
    now += 2_000;
    expect(await readiness.failures()).toEqual([]);
  });

  it('says once in the log that it is full, and once that there is room again', async () => {
    const said: unknown[] = [];
    jest.spyOn(Logger.prototype, 'error').mockImplementation((line: unknown) => void said.push(line));
    jest.spyOn(Logger.prototype, 'log').mockImplementation((line: unknown) => void said.push(line));
    rows.mockRejectedValueOnce(failure('53100')).mockRejectedValueOnce(failure('53100')).mockResolvedValue([]);

    for (let n = 0; n < 4; n++) {
      await readiness.failures();
      now += 2_000;
    }

    expect(said).toEqual([expect.stringContaining('no room left'), expect.stringContaining('room to write again')]);
  });

  it('says so within a minute where nobody asks whether it is ready', async () => {
    jest.useFakeTimers();
    const log = jest.spyOn(Logger.prototype, 'error').mockReturnValue();
    rows.mockRejectedValue(failure('53100'));

    check.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(60_000);
    check.onModuleDestroy();

    expect(log).toHaveBeenCalledTimes(1);
    jest.useRealTimers();
  });

  it('goes on saying so while the database does not answer at all', async () => {
    rows.mockRejectedValueOnce(failure('53100')).mockRejectedValueOnce(failure('ECONNREFUSED'));
    await readiness.failures();
    now += 2_000;

    expect(await readiness.failures()).toEqual(['disk']);
  });

  it('writes once for many that ask', async () => {
    rows.mockResolvedValue([]);
    await Promise.all([readiness.failures(), readiness.failures()]);
    await readiness.failures();

    expect(rows).toHaveBeenCalledTimes(1);
  });

  it('leaves other failures to who knows them', async () => {
    rows.mockRejectedValue(failure('42501'));

    expect(await readiness.failures()).toEqual([]);
  });

  it('answers 503 with a sentence to who wants to write', () => {
    const problem = asDomainError(Object.assign(new Error('QueryFailedError'), { driverError: failure('53100') }));

    expect(problem?.definition.status).toBe(503);
    expect(problem?.detail).toContain('no room left');
    expect(problem?.headers).toEqual({ 'Retry-After': '30' });
  });
});
