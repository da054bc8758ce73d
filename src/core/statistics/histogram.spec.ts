import { describe, expect, it } from '@jest/globals';
import { type Bucket, merged, percentile } from './histogram.js';

const BOUNDS = [10, 50, 100, 500];
const p95 = (...histograms: Bucket[][]) => percentile(merged(histograms), 0.95, BOUNDS);

describe('the 95th percentile of several nodes', () => {
  it('is that of all they measured, not the mean of theirs', () => {
    const quick = [{ le: 10, count: 900 }];
    const slow = [{ le: 500, count: 100 }];

    expect(p95(quick)).toBeCloseTo(9.5);
    expect(p95(slow)).toBeCloseTo(480);
    // 950 of 1,000: half way through the hundred slow ones, between 100 and 500 ms.
    expect(p95(quick, slow)).toBeCloseTo(300);
  });

  it('adds up buckets of the same bound', () => {
    expect(
      merged([
        [{ le: 10, count: 1 }],
        [
          { le: 50, count: 2 },
          { le: 10, count: 3 },
        ],
      ]),
    ).toEqual([
      { le: 10, count: 4 },
      { le: 50, count: 2 },
    ]);
  });

  it('is nothing where nothing was measured', () => {
    expect(p95([])).toBeNull();
  });

  it('is the last bound for what took longer than that', () => {
    expect(p95([{ le: Infinity, count: 3 }])).toBe(500);
  });
});
