import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { MailDigests } from '../../src/notifications/mail/mail-digests.js';
import { MailPerson } from '../../src/notifications/mail/mail-person.js';
import { SendUnreadMail } from '../../src/notifications/mail/send-unread-mail.js';
import { eventually } from '../support/eventually.js';
import { linksIn, MailServer } from '../support/mail-server.js';
import { type Person, TestApp } from '../support/test-app.js';

let mails: MailServer;
let app: TestApp;
let ana: Person;
let ben: Person;
let people = 0;

const WITHIN = 15_000;
/** How long a minute is here; a mail follows another after thirty of them. */
const MINUTE_MS = 40;

beforeAll(async () => {
  mails = await MailServer.start();
  app = await TestApp.start({ smtpUrl: mails.url, publicUrl: 'https://parley.example' });
  app.nest.get(MailPerson).minuteMs = MINUTE_MS;
  ana = await app.person('ana', { firstName: 'Ana', lastName: 'Berg' });
  // What was said before a server of this version began to follow is not made up for.
  await eventually(async () => {
    expect(await app.database.query(`select 1 from outbox_cursors where name = 'notifications'`)).toHaveLength(1);
  });
});
beforeEach(async () => {
  ben = await app.person(`ben${++people}`);
});
afterAll(async () => {
  await app.stop();
  await mails.stop();
});

const address = () => `${ben.username}@parley.example`;
const choose = (mail: object, more = {}) =>
  app
    .as(ben)
    .patch('/users/me/notifications', { mail, ...more })
    .expect(200);
const mailed = (count = 1) => mails.next(address(), count);
/** The plans to look whether Ben is to be mailed. */
const decisions = (state: 'created' | 'completed') =>
  app.database.query<{ key: string }>(
    `select singleton_key as key from jobs.job
     where name = 'notifications.decide-mail' and data->>'userId' = $1 and state = $2`,
    [ben.id, state],
  );
/** Once nothing of what Ben is to be mailed waits: neither for its time nor for the mail server. */
const settled = () =>
  eventually(async () => {
    const waiting = await app.database.query(
      `select 1 from jobs.job where data->>'userId' = $1 and state in ('created', 'active', 'retry')`,
      [ben.id],
    );
    expect(waiting).toEqual([]);
    const rows = await app.database.query<{ state: string; reason: string | null; answer: number | null }>(
      `select state, reason, answer from notification_deliveries where user_id = $1 order by at, id`,
      [ben.id],
    );
    expect(rows.filter(({ state }) => state === 'waiting')).toEqual([]);
    return rows;
  }, WITHIN);

describe('what stays unread', () => {
  it('is mailed after the time that somebody chose, with who wrote what and where that is', async () => {
    await choose({ after: 1 });
    const id = await app.conversation(ana, ben);

    const { seq } = await app.say(ana, id, 'The **gauge** is back');

    const mail = await mailed();
    expect(mail.subject).toBe('Ana Berg: 1 unread message');
    expect(mail.text).toContain('The gauge is back');
    expect(linksIn(mail)[0]?.href).toBe(`https://parley.example/chats/${id}?at=${seq}`);
    expect(await settled()).toEqual([{ state: 'sent', reason: null, answer: 250 }]);
  });

  it('is one mail, whatever it is and from whom', async () => {
    await choose({ after: 5 });
    const eve = await app.person(`eve${people}`);
    const pair = await app.conversation(ana, ben);
    const group = await app.conversation(eve, ben, ana);

    for (const text of ['one', 'two', 'three', 'four']) await app.say(ana, pair, text);
    await app.say(eve, group, 'Hello all');

    const mail = await mailed();
    expect(mail.subject).toBe('5 unread messages in 2 chats');
    expect(mail.text).toMatch(/Ana Berg\n1 earlier …\n.*two\n.*three\n.*four/);
    expect(mail.text).toMatch(new RegExp(`Riverside pilot\\neve${people}, .*: Hello all`));
    await settled();
    expect(mails.to(address())).toHaveLength(1);
  });

  it('is not mailed twice, and what follows waits for half an hour', async () => {
    await choose({ after: 1 });
    const id = await app.conversation(ana, ben);
    await app.say(ana, id, 'first');
    await mailed();

    await app.say(ana, id, 'second');

    const second = await mailed(2);
    expect(second.text).toContain('second');
    expect(second.text).not.toContain('first');
    const [{ paced } = { paced: 0 }] = await app.database.query<{ paced: number }>(
      `select extract(epoch from max(at) - min(at)) * 1000 as paced from notification_deliveries where user_id = $1`,
      [ben.id],
    );
    expect(Number(paced)).toBeGreaterThanOrEqual(29 * MINUTE_MS);
  });

  it('is not mailed when it was read before, nor what was unread before somebody wanted mail', async () => {
    const old = await app.conversation(ana, ben);
    await app.say(ana, old, 'of yesterday');
    await choose({ after: 60 });
    await app.say(ana, old, 'read in time');
    await eventually(async () => expect(await decisions('created')).toHaveLength(1), WITHIN);

    await app.as(ben).post('/conversations/read').expect(204);

    await eventually(async () => expect(await decisions('completed')).toHaveLength(1), WITHIN);
    expect(await settled()).toEqual([]);
    expect(mails.to(address())).toEqual([]);
  });

  it('says nothing of who and what where that is hidden', async () => {
    await choose({ after: 1 }, { hideContent: true });
    const id = await app.conversation(ana, ben);

    await app.say(ana, id, 'secret');

    const { subject, text, html } = await mailed();
    expect(subject).toBe('1 unread message in a chat');
    expect(`${text} ${html}`).not.toMatch(/secret|Ana/);
  });

  it('is written in the language of its reader', async () => {
    await app.as(ben).patch('/users/me', { locale: 'de-AT', timeZone: 'Europe/Vienna' }).expect(200);
    await choose({ after: 1 });
    const id = await app.conversation(ana, ben);

    await app.say(ana, id, 'Moin');

    const { subject, text } = await mailed();
    expect(subject).toBe('Ana Berg: 1 ungelesene Nachricht');
    expect(text).toContain('du hast 1 ungelesene Nachricht');
  });

  it.each([
    ['ar', '\u2068Ana Berg\u2069: رسالتان غير مقروءتين', 'لديك رسالتان غير مقروءتين.'],
    ['ja', 'Ana Berg：未読メッセージ2件', '未読メッセージ2件があります。'],
  ])('counts in %s as that language does', async (locale, expected, greeting) => {
    await app.as(ben).patch('/users/me', { locale }).expect(200);
    await choose({ after: 1 });
    const id = await app.conversation(ana, ben);

    await app.say(ana, id, 'Moin');
    await app.say(ana, id, 'Still there?');

    const { subject, text } = await mailed();
    expect(subject).toBe(expected);
    expect(text).toContain(greeting);
  });

  it('waits for the end of a pause', async () => {
    await choose({ after: 1 }, { pausedUntil: new Date(Date.now() + 3_600_000).toISOString() });
    const id = await app.conversation(ana, ben);
    await app.say(ana, id, 'later');
    await eventually(async () => {
      expect(await decisions('created')).toEqual([{ key: `${ben.id}:again` }]);
    }, WITHIN);
    expect(mails.to(address())).toEqual([]);

    await choose({}, { pausedUntil: null });
    await app.say(ana, id, 'now');

    expect((await mailed()).text).toMatch(/later[\s\S]*now/);
  });

  it('is given up when the mail server refuses it', async () => {
    await choose({ after: 1 });
    const id = await app.conversation(ana, ben);
    mails.refused.set(address(), 550);

    await app.say(ana, id, 'refused');

    await eventually(async () => {
      expect(await settled()).toEqual([{ state: 'failed', reason: 'refused', answer: 550 }]);
    }, WITHIN);
  });

  it('is tried again when the mail server is busy', async () => {
    await choose({ after: 1 });
    const id = await app.conversation(ana, ben);
    mails.refused.set(address(), 451);
    await app.say(ana, id, 'busy');
    const mailId = await eventually(async () => {
      const [row] = await app.database.query<{ mailId: string; reason: string | null }>(
        `select mail_id as "mailId", reason from notification_deliveries where user_id = $1 and state = 'waiting'`,
        [ben.id],
      );
      expect(row?.reason).toBe('unreachable');
      return row?.mailId ?? '';
    }, WITHIN);
    mails.refused.delete(address());

    await app.nest.get(SendUnreadMail).handle({ mailId, kind: 'unread' });

    expect((await mailed()).text).toContain('busy');
  });
});

describe('a digest', () => {
  const due = async (when = `now() - interval '1 minute'`) => {
    await app.database.query(`update notification_settings set digest_at = ${when} where user_id = $1`, [ben.id]);
    await app.nest.get(MailDigests).handle({}, new AbortController().signal);
  };

  it('tells what was written since the one before and is unread, and then waits for the next morning', async () => {
    await choose({ digest: 'daily' });
    const id = await app.conversation(ana, ben);
    await app.say(ana, id, 'for the digest');

    await due();

    const mail = await mailed();
    expect(mail.subject).toBe('Parley: Ana Berg: 1 unread message');
    const [{ isLater } = { isLater: false }] = await app.database.query<{ isLater: boolean }>(
      `select digest_at > now() as "isLater" from notification_settings where user_id = $1`,
      [ben.id],
    );
    expect(isLater).toBe(true);
    await settled();
    await due();
    await settled();
    expect(mails.to(address())).toHaveLength(1);
  });

  it('does not come where everything was read', async () => {
    await choose({ digest: 'weekly' });
    const id = await app.conversation(ana, ben);
    await app.say(ana, id, 'read');
    await app.as(ben).post('/conversations/read').expect(204);

    await due();

    expect(await settled()).toEqual([]);
  });
});

describe('the link of a mail', () => {
  const token = async () => {
    await choose({ after: 1 });
    await app.say(ana, await app.conversation(ana, ben), 'hello');
    return linksIn(await mailed())[1]?.searchParams.get('token') ?? '';
  };
  const unsubscribe = async (text: string, request: RequestInit = {}) =>
    fetch(`${app.url}/api/v1/notifications/unsubscribe?token=${text}`, { redirect: 'manual', ...request });

  it('stops mails with one post of a mail program, without signing in', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };

    const posted = await unsubscribe(await token(), { method: 'POST', headers, body: 'List-Unsubscribe=One-Click' });

    expect([posted.status, await posted.json()]).toEqual([200, { kind: 'unread' }]);
    expect((await choose({})).body.mail).toEqual({ after: null, digest: 'none' });
  });

  it('is in the headers of the mail, as mail programs want it', async () => {
    await token();

    expect((await mailed()).headers.get('list')).toMatchObject({
      unsubscribe: { url: expect.stringContaining('https://parley.example/api/v1/notifications/unsubscribe?token=') },
      'unsubscribe-post': { name: 'List-Unsubscribe=One-Click' },
    });
  });

  it('does nothing when it is only looked at', async () => {
    const text = await token();

    const seen = await unsubscribe(text);

    expect([seen.status, seen.headers.get('location')]).toEqual([303, `/unsubscribe?token=${text}`]);
    expect((await choose({})).body.mail.after).toBe(1);
  });

  it('is refused when it was cut off or made up', async () => {
    const text = await token();

    for (const wrong of [text.slice(0, -4), `unread:${ben.id}`, randomUUID()])
      await app.anonymous().post(`/notifications/unsubscribe?token=${wrong}`).expect(404);

    expect((await choose({})).body.mail.after).toBe(1);
  });
});

describe('the choice of mail', () => {
  it.each([
    [{ after: 0 }, '/mail/after'],
    [{ after: 1.5 }, '/mail/after'],
    [{ after: 10_081 }, '/mail/after'],
    [{ digest: 'hourly' }, '/mail/digest'],
    [{ every: 1 }, '/mail/every'],
  ])('that cannot be is refused at its field: %j', async (mail, pointer) => {
    const { body } = await app.as(ben).patch('/users/me/notifications', { mail }).expect(400);

    expect(body.errors).toMatchObject([{ pointer }]);
  });
});
