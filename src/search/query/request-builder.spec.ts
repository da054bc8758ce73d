import { describe, expect, it } from '@jest/globals';
import type { InterpretedDto } from '../dto/search-page.dto.js';
import type { ReadOperator } from './operator-reader.js';
import { requestOf } from './request-builder.js';

const operator = (one: Partial<InterpretedDto>): ReadOperator => ({
  interpreted: { operator: 'from', value: 'x', excluded: false, resolved: 'x', ...one },
});
const from = (...ids: string[]) => operator({ people: ids.map((id) => ({ id }) as never) });
const nobody = operator({ resolved: null, problem: 'nobody' });
const time = (since: string | null, until: string | null, excluded = false) =>
  operator({ operator: 'on', since, until, excluded });
const [MONDAY, TUESDAY, WEDNESDAY] = [
  '2026-11-23T00:00:00.000Z',
  '2026-11-24T00:00:00.000Z',
  '2026-11-25T00:00:00.000Z',
];

describe('what operators ask for together', () => {
  it('is any of several people, and none of those who are excluded', () => {
    const request = requestOf(
      [],
      [from('ana'), from('ben', 'cem'), operator({ excluded: true, people: [{ id: 'eve' } as never] })],
    );

    expect(request?.senders).toEqual({ wanted: new Set(['ana', 'ben', 'cem']), excluded: new Set(['eve']) });
  });

  it('is nothing where nobody is meant, unless somebody else is', () => {
    expect(requestOf([], [nobody])).toBeUndefined();
    expect(requestOf([], [nobody, from('ana')])?.senders.wanted).toEqual(new Set(['ana']));
    expect(requestOf([], [operator({ resolved: null, problem: 'no_value' })])).toBeDefined();
    expect(requestOf([], [operator({ resolved: null, problem: 'nobody', excluded: true })])).toBeDefined();
  });

  it('is nothing where one of those means nothing of which all must hold', () => {
    const image = operator({ operator: 'has', resolved: 'image' });

    expect(
      requestOf([], [image, operator({ operator: 'has', resolved: null, problem: 'unknown_value' })]),
    ).toBeUndefined();
  });

  it('is the narrowest of all times, to the millisecond before their end', () => {
    expect(requestOf([], [time(MONDAY, null), time(null, WEDNESDAY), time(TUESDAY, WEDNESDAY)])).toMatchObject({
      since: new Date(TUESDAY),
      until: new Date('2026-11-24T23:59:59.999Z'),
    });
    expect(requestOf([], [time(null, TUESDAY), time(TUESDAY, null)])).toBeUndefined();
  });

  it('turns a time that is excluded around', () => {
    expect(requestOf([], [time(null, TUESDAY, true)])).toMatchObject({ since: new Date(TUESDAY), until: undefined });
    expect(requestOf([], [time(TUESDAY, null, true)])).toMatchObject({ until: new Date('2026-11-23T23:59:59.999Z') });
    expect(requestOf([], [time(MONDAY, TUESDAY, true)])?.notDuring).toEqual([
      { since: new Date(MONDAY), until: new Date(TUESDAY) },
    ]);
  });
});
