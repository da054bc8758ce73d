import { describe, expect, it } from '@jest/globals';
import type { MailLanguage } from '../../core/mail/mail.js';
import { noticeMail } from './notice-mail.js';

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';
const aNotice = (language: MailLanguage, more: object = {}) =>
  noticeMail(language, {
    ...{ kind: 'device_new', at: new Date('2026-11-27T08:15:00Z'), ip: '192.0.2.7', userAgent: FIREFOX },
    ...{ remaining: null, note: '', to: { name: 'Ana', address: 'ana@example.org' }, organisation: 'Waterworks' },
    ...{ timeZone: null, url: 'https://parley.example.org/settings' },
    ...more,
  });

describe('the mail about a change of an account', () => {
  it('keeps browser, system and address in their order in Arabic', () => {
    expect(aNotice('ar').lines[2]).toContain(
      '\n\u2068\u2068Firefox\u2069 على \u2068Windows\u2069\u2069 · \u2068192.0.2.7\u2069',
    );
  });

  it('leaves the marks of direction out where nothing needs them', () => {
    expect(aNotice('ja').lines[2]).toContain('\nWindowsのFirefox · 192.0.2.7');
  });

  it.each<[MailLanguage, string]>([
    ['en', '“No.”'],
    ['de', '„No.“'],
    ['ar', '«\u2068No.\u2069»'],
    ['ja', '「No.」'],
  ])('quotes a moderator in %s as that language does', (language, quoted) => {
    expect(aNotice(language, { kind: 'warned', note: 'No.' }).lines).toContain(quoted);
  });
});
