import { describe, expect, it } from '@jest/globals';
import type { MailLanguage } from '../../core/mail/mail.js';
import type { Unheard } from '../deciding/unheard.repository.js';
import { messagePayload, testPayload } from './push-payload.js';

const unheard = (count: number) => ({ count, seq: 7, body: 'Moin', kind: 'group', subject: 'Pumps' }) as Unheard;
const shown = (language: MailLanguage, count: number, isHidden = false) =>
  JSON.parse(messagePayload('c1', unheard(count), { sender: 'Ana Berg', language, isHidden, read: [] })) as {
    body: string;
  };

describe('a notification on a device', () => {
  it.each([
    [1, 'رسالة جديدة'],
    [2, 'رسالتان جديدتان'],
    [3, '3 رسائل جديدة'],
    [11, '11 رسالة جديدة'],
    [100, '100 رسالة جديدة'],
  ])('counts %d in Arabic', (count, body) => {
    expect(shown('ar', count, true).body).toBe(body);
  });

  it('keeps a name apart in Arabic, whatever its direction', () => {
    expect(shown('ar', 3).body).toBe('\u2068Ana Berg\u2069: \u2068Moin\u2069\n+ رسالتان أخريان');
  });

  it('is written in Japanese', () => {
    expect(shown('ja', 3).body).toBe('Ana Berg：Moin\nほか2件');
  });

  it.each<[MailLanguage, RegExp]>([
    ['en', /works/],
    ['de', /funktioniert/],
    ['ar', /تعمل/],
    ['ja', /届きます/],
  ])('is tried in %s', (language, title) => {
    expect(JSON.parse(testPayload(language))).toMatchObject({ title: expect.stringMatching(title) });
  });
});
