import { describe, expect, it } from '@jest/globals';
import { subjectKey, subjectTitle } from './subject-key.js';

describe('the key of a subject', () => {
  it('is the same for titles that differ in case, spaces around them, or Re: and Fwd: before them', () => {
    const keys = ['Budget Q4', ' budget q4 ', 'Re: Budget Q4', 'RE: Fwd: re: BUDGET Q4', 'Fw:Budget Q4'].map(
      subjectKey,
    );

    expect(new Set(keys)).toEqual(new Set(['budget q4']));
  });

  it('is the same whatever a mail program puts before it, in whatever language and however often', () => {
    const prefixes = [
      'Sv:',
      'Antw:',
      'Antwort :',
      'RV:',
      'Re[2]:',
      'RE：',
      'Re (3):',
      'VS:',
      'ＲＥ：',
      'Rif:',
      'Ref:',
      'Res:',
      'Enc:',
      'TR:',
      'R:',
      'I:',
      'WG:',
      '回复：',
      '答复:',
      '转发：',
      'Re: Sv: AW:',
    ];

    for (const prefix of prefixes) expect([prefix, subjectKey(`${prefix} Budget`)]).toEqual([prefix, 'budget']);
    expect(prefixes.map((prefix) => subjectTitle(`${prefix} Budget`))).toEqual(prefixes.map(() => 'Budget'));
    expect(subjectTitle(' Re: ')).toBe('Re:');
  });

  it('is the same for the two ways of writing é', () => {
    expect(subjectKey('Cafe\u0301')).toBe(subjectKey('Caf\u00e9'));
  });

  it('differs for words that only begin like a prefix, and is never empty', () => {
    expect(subjectKey('Review: budget')).toBe('review: budget');
    expect(subjectKey('Re:')).toBe('re:');
  });
});
