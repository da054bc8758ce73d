import { describe, expect, it } from 'vitest';
import type { LiveFiguresDto } from '../../api/models/live-figures-dto';
import type { StatisticsDto } from '../../api/models/statistics-dto';
import type { UserDto } from '../../api/models/user-dto';
import { countsOf } from './heat-table';
import { tilesOf } from './tiles';

const LIVE: LiveFiguresDto = {
  ...{ at: '2026-11-27T08:00:00.000Z', version: '0.1.0' },
  active: { people: 412 },
  messages: { lastMinute: 1_208 },
  delivery: { p95Ms: 84, messages: 9 },
  signIns: { succeeded: 20, failed: 3 },
  jobs: { waiting: 2, failed: 1, oldestWaitingSeconds: 0 },
  storage: { error: 'unavailable' },
  people: { active: 500, deactivated: 4, invited: 7 },
  nodes: { running: 2 },
};
const statistics = (total: number, previous: number | null): StatisticsDto => ({
  ...{ from: '', to: '', step: 'hour', recordedSince: '', at: [] },
  series: [{ name: 'people.active', kind: 'level', description: '', values: [1, 2], total, previous }],
});
const holding = (...permissions: string[]) => ({ permissions }) as unknown as UserDto;
const tileOf = (name: string, ...parameters: Parameters<typeof tilesOf>) =>
  tilesOf(...parameters).find(({ label }) => label === name);

describe('a tile', () => {
  it('says how much, and how that compares with the period before', () => {
    const tile = tileOf('Active now', LIVE, false, statistics(106, 100), holding());

    expect(tile).toMatchObject({
      state: 'ready',
      value: '412',
      values: [1, 2],
      change: { direction: 'up', text: 'Up 6%' },
    });
  });

  it('compares with nothing where the period before is not known', () => {
    expect(tileOf('Active now', LIVE, false, statistics(106, null), holding())?.change).toBeUndefined();
  });

  it('that failed leaves the others as they are', () => {
    const states = tilesOf(LIVE, false, undefined, holding()).map(({ state }) => state);

    expect(states.filter((state) => state === 'failed')).toHaveLength(1);
    expect(tileOf('Storage', LIVE, false, undefined, holding())?.state).toBe('failed');
  });

  it('waits for its first figure, and has failed when that does not come', () => {
    expect(tilesOf(undefined, false, undefined, holding()).every(({ state }) => state === 'loading')).toBe(true);
    expect(tilesOf(undefined, true, undefined, holding()).every(({ state }) => state === 'failed')).toBe(true);
  });

  it('leads to the list behind it for those who may see that', () => {
    const failed = 'Failed sign-ins, 24 hours';

    expect(tileOf(failed, LIVE, false, undefined, holding('audit.read'))?.link).toMatchObject({ path: '/admin/audit' });
    expect(tileOf(failed, LIVE, false, undefined, holding())?.link).toBeUndefined();
  });
});

describe('when people write', () => {
  it('adds up the same hours of the same days, Monday first, by the clock here', () => {
    const monday = new Date(2026, 10, 23, 9).toISOString();
    const nextMonday = new Date(2026, 10, 30, 9).toISOString();
    const sunday = new Date(2026, 10, 29, 23).toISOString();

    const counts = countsOf([monday, nextMonday, sunday], [4, 5, null]);

    expect([counts[0]?.[9], counts[6]?.[23], counts.flat().reduce((sum, count) => sum + count)]).toEqual([9, 0, 9]);
  });
});
