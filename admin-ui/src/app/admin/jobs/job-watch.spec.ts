import { HttpErrorResponse } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Api } from '../../api/api';
import { JobWatch } from './job-watch';

describe('a job that is followed', () => {
  /** What the server answers, in turn; the last one again and again. */
  let answers: ((id: string) => unknown)[];
  let asked: string[];

  beforeEach(() => {
    vi.useFakeTimers();
    asked = [];
    const invoke = (_: unknown, { id }: { id: string }) => {
      asked.push(id);
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      return Promise.resolve(answer?.(id));
    };
    TestBed.configureTestingModule({ providers: [JobWatch, { provide: Api, useValue: { invoke } }] });
  });
  afterEach(() => vi.useRealTimers());

  const running = (done: number) => (id: string) => ({ id, done, endedAt: null });
  const over = (id: string) => ({ id, done: 9, endedAt: '2026-11-24T08:00:00.000Z' });
  const refused = (status: number) => () => Promise.reject(new HttpErrorResponse({ status }));
  const second = () => vi.advanceTimersByTimeAsync(1_000);

  it('is asked for every second until it is over', async () => {
    answers = [running(1), running(5), over];
    const watch = TestBed.inject(JobWatch);

    watch.follow('one');
    await vi.advanceTimersByTimeAsync(0);
    expect(watch.job()?.done).toBe(1);
    await second();
    expect(watch.job()?.done).toBe(5);
    await second();
    expect(watch.job()?.done).toBe(9);
    await vi.advanceTimersByTimeAsync(10_000);

    expect(asked).toHaveLength(3);
  });

  it('is shown as it was while the server is away, which is said, and goes on', async () => {
    answers = [running(1), refused(503), over];
    const watch = TestBed.inject(JobWatch);

    watch.follow('one');
    await second();
    expect([watch.job()?.done, watch.problem()]).toEqual([1, expect.any(String)]);
    await second();

    expect([watch.job()?.done, watch.problem()]).toEqual([9, undefined]);
  });

  it('is not asked for again where there is none', async () => {
    answers = [refused(404)];
    const watch = TestBed.inject(JobWatch);

    watch.follow('gone');
    await vi.advanceTimersByTimeAsync(10_000);

    expect(asked).toEqual(['gone']);
    expect(watch.problem()).toEqual(expect.any(String));
  });

  it('gives way to the next one, whatever is still answered of it', async () => {
    const late = Promise.withResolvers<unknown>();
    answers = [() => late.promise, running(3)];
    const watch = TestBed.inject(JobWatch);

    watch.follow('first');
    watch.follow('second');
    await vi.advanceTimersByTimeAsync(0);
    late.resolve(running(7)('first'));
    await second();

    expect(watch.job()).toMatchObject({ id: 'second', done: 3 });
    expect(asked).toEqual(['first', 'second', 'second']);
  });
});
