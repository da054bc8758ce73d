import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Database } from '../database/database.js';
import { asDomainError } from '../errors/problem.js';
import { Readiness } from './readiness.js';
import { WriteCheck } from './write-check.js';

const failure = (code: string) => Object.assign(new Error('could not extend file'), { code });

describe('a node whose database has no room left', () => {
  const rows = jest.fn<() => Promise<object[]>>();
  let now = 0;
  let readiness: Readiness;

  beforeEach(() => {
    jest.resetAllMocks();
    now = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => now);
    readiness = new Readiness();
    new WriteCheck({ rows } as unknown as Database, readiness);
  });

  it('is not ready until it can write again', async () => {
    rows.mockRejectedValueOnce(failure('53100'));
    expect(await readiness.failures()).toEqual(['disk']);

    rows.mockResolvedValue([]);
    now += 2_000;
    expect(await readiness.failures()).toEqual([]);
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
