import { describe, expect, it } from '@jest/globals';
import { InvalidSetting, readSettings } from './settings.js';

describe('settings', () => {
  it('have defaults with which Parley starts', () => {
    expect(readSettings({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      trustProxy: false,
      databaseUrl: undefined,
    });
  });

  it.each([
    ['2', 2],
    ['10.0.0.1', ['10.0.0.1']],
    ['10.0.0.0/8, ::1,fd00::/8', ['10.0.0.0/8', '::1', 'fd00::/8']],
  ])('TRUST_PROXY may be %s', (raw, trustProxy) => {
    expect(readSettings({ TRUST_PROXY: raw })).toMatchObject({ trustProxy });
  });

  it.each([
    ['TRUST_PROXY', 'true'],
    ['TRUST_PROXY', '0'],
    ['TRUST_PROXY', '1.2.3'],
    ['TRUST_PROXY', '999.1.1.1'],
    ['TRUST_PROXY', '10.0.0.0/99'],
    ['TRUST_PROXY', '10.0.0.1,,10.0.0.2'],
    ['TRUST_PROXY', '1:2:3:4:5:6:7:8:9'],
    ['PORT', '70000'],
    ['PORT', '80.5'],
    ['PUBLIC_URL', 'https://parley.example.org/chat'],
    ['DATABASE_URL', 'mysql://localhost/parley'],
    ['DATABASE_URL', 'postgres://localhost/parley'],
    ['JWT_SECRET', 'short'],
    ['SETUP_TOKEN', 'short'],
    ['METRICS_TOKEN', 'with spaces in between'],
    ['SMTP_URL', 'mail.example.org:587'],
    ['SMTP_URL', 'smtp://mail.example.org/inbox'],
    ['MAIL_FROM', 'Parley <parley@example.org>'],
    ['PUSH_HOSTS', 'https://push.example.org'],
    ['PUSH_HOSTS', 'push.example.org/path'],
    ['RATE_LIMITS', 'no'],
    ['LOG_LEVEL', 'INFO'],
  ])('%s cannot be %s, and the sentence names the setting', (name, raw) => {
    const read = () => readSettings({ [name]: raw });

    expect(read).toThrow(InvalidSetting);
    // A database of one's own is refused for want of a secret.
    expect(read).toThrow(raw.startsWith('postgres:') ? 'JWT_SECRET' : name);
  });
});
