import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { linksIn, MailServer } from '../support/mail-server.js';
import { type Person, TestApp } from '../support/test-app.js';

const PUBLIC_URL = 'https://parley.example.org';
const NEW_PASSWORD = 'eight-herons-dance';

let mails: MailServer;
let app: TestApp;
let ana: Person;
beforeAll(async () => {
  mails = await MailServer.start();
  app = await TestApp.start({ publicUrl: PUBLIC_URL, smtpUrl: mails.url });
  ana = await app.person('ana', { firstName: 'Ana', lastName: 'Berg' });
});
afterAll(async () => {
  await app.stop();
  await mails.stop();
});

const forget = (login: string) => app.anonymous().post('/auth/password/forgot', { login });
const reset = (token: string, newPassword = NEW_PASSWORD) =>
  app.anonymous().post('/auth/password/reset', { token, newPassword });
const tokenIn = async (address: string, count = 1) => {
  const [link] = linksIn(await mails.next(address, count));
  return link?.searchParams.get('token') ?? '';
};
/** No job of this name waits or runs any more. */
const isDone = (name: string) =>
  eventually(async () => {
    const open = `select 1 from jobs.job where name = $1 and state in ('created', 'active')`;
    expect(await app.database.query(open, [name])).toEqual([]);
  });

describe('a forgotten password', () => {
  it('is answered by a mail with a link that works once', async () => {
    const { body } = await forget('Ana@parley.example').expect(202);
    const mail = await mails.next('ana@parley.example');
    const [link] = linksIn(mail);
    const token = link?.searchParams.get('token') ?? '';

    expect(body).toBe('');
    expect(mail.subject).toBe('Choose a new password');
    expect(mail.from?.value).toEqual([{ name: 'Parley', address: 'parley@parley.example.org' }]);
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail.text).toContain('Hello Ana Berg,');
    expect(mail.html).toContain(String(link));
    expect(link?.href).toMatch(/^https:\/\/parley\.example\.org\/reset-password\?token=/);
    await app.anonymous().get(`/auth/password/reset/${token}`).expect(200);
    await reset(token).expect(204);
    await app.as(ana).get('/users/me').expect(401);
    await app.signIn('ana', NEW_PASSWORD);
    await reset(token).expect(404);
  });

  it('is answered the same for nobody, and for somebody deactivated, who get none', async () => {
    const gone = await app.person('gone');
    await app.as(app.root).patch(`/admin/users/${gone.id}`, { isActive: false }).expect(200);

    const answers = [await forget('nobody'), await forget('gone')];

    expect(answers.map(({ status, body }) => [status, body])).toEqual([
      [202, ''],
      [202, ''],
    ]);
    await isDone('password.mail-link');
    expect(mails.to('gone@parley.example')).toEqual([]);
    expect(await app.database.query('select 1 from password_links where user_id = $1', [gone.id])).toEqual([]);
  });

  it('speaks the language of whose it is', async () => {
    const jette = await app.person('jette', { firstName: 'Jette' });
    await app.as(jette).patch('/users/me', { locale: 'de-AT' }).expect(200);
    await forget('jette').expect(202);

    const { subject, html } = await mails.next('jette@parley.example');

    expect(subject).toBe('Neues Passwort wählen');
    expect(html).toContain('<html lang="de" dir="ltr">');
  });

  it.each([
    ['ar', 'rtl', 'اختيار كلمة مرور جديدة', 'مرحبًا \u2068Mona Weiss\u2069،'],
    ['ja', 'ltr', '新しいパスワードの設定', 'Mona Weissさん'],
  ])('speaks %s from its side', async (locale, direction, title, greeting) => {
    const mona = await app.person(`mona.${locale}`, { firstName: 'Mona', lastName: 'Weiss' });
    await app.as(mona).patch('/users/me', { locale }).expect(200);
    await forget(`mona.${locale}`).expect(202);

    const { subject, html, text } = await mails.next(`mona.${locale}@parley.example`);

    expect(subject).toBe(title);
    expect(text).toContain(greeting);
    expect(html).toContain(`<html lang="${locale}" dir="${direction}">`);
    expect(html).toMatch(new RegExp(`<table [^>]*class="page" dir="${direction}"`));
  });

  it('speaks the language of the page where its owner never chose one', async () => {
    await app.person('hugo');
    await app.anonymous().post('/auth/password/forgot', { login: 'hugo', locale: 'de' }).expect(202);

    expect((await mails.next('hugo@parley.example')).subject).toBe('Neues Passwort wählen');
  });

  it('leaves a link good that was handed over, and ends with it when either is used', async () => {
    const ben = await app.person('ben');
    const { body } = await app.as(app.root).post(`/admin/users/${ben.id}/password-link`).expect(201);
    const handedOver = new URL(body.url).searchParams.get('token') ?? '';
    await forget('ben').expect(202);
    const mailed = await tokenIn('ben@parley.example');

    await app.anonymous().get(`/auth/password/reset/${handedOver}`).expect(200);
    await reset(mailed).expect(204);
    await app.anonymous().get(`/auth/password/reset/${handedOver}`).expect(404);
  });

  it('lasts an hour, and ends with the next one and with the account', async () => {
    const carl = await app.person('carl');
    await forget('carl').expect(202);
    const first = await tokenIn('carl@parley.example');
    await forget('carl').expect(202);
    const second = await tokenIn('carl@parley.example', 2);
    await app.anonymous().get(`/auth/password/reset/${first}`).expect(404);
    const { body } = await app.anonymous().get(`/auth/password/reset/${second}`).expect(200);
    expect(Date.parse(body.expiresAt) - Date.now()).toBeLessThanOrEqual(60 * 60 * 1_000);

    await app.as(app.root).patch(`/admin/users/${carl.id}`, { isActive: false }).expect(200);
    await app.as(app.root).patch(`/admin/users/${carl.id}`, { isActive: true }).expect(200);

    await app.anonymous().get(`/auth/password/reset/${second}`).expect(404);
  });

  it('ends when the account gets another address: whoever reads the former one is not let in', async () => {
    const greta = await app.person('greta');
    await forget('greta').expect(202);
    const token = await tokenIn('greta@parley.example');
    await app.as(app.root).patch(`/admin/users/${greta.id}`, { email: 'greta.new@parley.example' }).expect(200);

    await app.anonymous().get(`/auth/password/reset/${token}`).expect(404);
    await reset(token).expect(404);
  });

  it('is tried again while the mail server is busy, and not where it never will take it', async () => {
    const [dina, emil] = await app.people('dina', 'emil');
    mails.refused.set(`${dina.username}@parley.example`, 451);
    mails.refused.set(`${emil.username}@parley.example`, 550);
    await forget('dina').expect(202);
    await forget('emil').expect(202);
    await eventually(async () => {
      const open = `select state from jobs.job where name = 'password.mail-link' and state in ('created', 'active', 'retry')`;
      expect(await app.database.query(open)).toEqual([{ state: 'retry' }]);
    }, 15_000);
    mails.refused.clear();
    // Instead of waiting for its time.
    await app.database.query(
      `update jobs.job set start_after = now() where name = 'password.mail-link' and state = 'retry'`,
    );

    expect((await mails.next('dina@parley.example')).subject).toBe('Choose a new password');
    await isDone('password.mail-link');
    expect(mails.to('emil@parley.example')).toEqual([]);
  });

  it('leaves nothing that was typed where it is stored', async () => {
    await forget('Hunter2-is-my-password').expect(202);

    const rows = await app.database.query(`select data from jobs.job where name = 'password.mail-link'`);

    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toMatch(/hunter2|ana/i);
  });

  it('is on record, without the link', async () => {
    const [entry] = await app.database.query<{ action: string; after: unknown; actor_id: unknown }>(
      `select action, after, actor_id from audit_log where target_id = $1 and action = 'password.link-mailed'`,
      [ana.id],
    );

    expect(entry).toEqual({ action: 'password.link-mailed', after: null, actor_id: null });
  });

  it('cannot be answered without a mail server, and says what to do', async () => {
    const silent = await TestApp.start({ publicUrl: PUBLIC_URL });
    const { body } = await silent.anonymous().post('/auth/password/forgot', { login: 'root' }).expect(409);
    const meta = await silent.anonymous().get('/meta').expect(200);
    await silent.stop();

    expect(body).toMatchObject({ code: 'mail_off', detail: expect.stringContaining('Ask an administrator') });
    expect(meta.body.features.mail).toBe(false);
    expect((await app.anonymous().get('/meta')).body.features.mail).toBe(true);
  });
});

describe('an invitation by mail', () => {
  const invite = (body: object) => app.as(app.root).post('/admin/invites', { mail: true, ...body });
  const stateOf = async (id: string) => {
    const { body } = await app.as(app.root).get('/admin/invites?limit=200').expect(200);
    return body.items.find((one: { id: string }) => one.id === id).mail as string;
  };

  it('reaches its address, and the link in it makes an account', async () => {
    const { body } = await invite({ email: 'new@parley.example' }).expect(201);
    const mail = await mails.next('new@parley.example');
    const token = linksIn(mail)[0]?.searchParams.get('invite');

    expect(body.mail).toBe('waiting');
    expect(token).toBe(body.token);
    expect(mail.subject).toBe('root invited you to Parley');
    await eventually(async () => expect(await stateOf(body.id)).toBe('sent'));
    const account = { username: 'new', email: 'new@parley.example', password: NEW_PASSWORD, inviteToken: token };
    await app.anonymous().post('/auth/register', account).expect(201);
  });

  it('keeps its link out of what is stored', async () => {
    const { body } = await invite({ email: 'kept@parley.example' }).expect(201);
    await mails.next('kept@parley.example');

    const rows = await app.database.query<{ data: unknown }>(`select data from jobs.job where name = 'invite.mail'`);

    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(body.token);
  });

  it('says where the mail server will not take it', async () => {
    mails.refused.set('unknown@parley.example', 550);
    const { body } = await invite({ emails: ['unknown@parley.example', 'known@parley.example'] }).expect(201);

    await eventually(async () => expect(await stateOf(body.items[0].id)).toBe('failed'));
    await eventually(async () => expect(await stateOf(body.items[1].id)).toBe('sent'));
  });

  it('needs an address', async () => {
    const { body } = await invite({}).expect(400);

    expect(body.errors).toMatchObject([{ pointer: '/mail', code: 'needs_address' }]);
  });
});

describe('a test mail', () => {
  const test = (by: Pick<Person, 'token'> = app.root) => app.as(by).post('/admin/settings/test/mail');

  it('goes to whoever asks for it', async () => {
    const { body } = await test().expect(200);

    expect(body).toEqual({ isSent: true, address: 'root@parley.example', problem: null });
    expect((await mails.next('root@parley.example')).subject).toBe('Mail from Parley works');
  });

  it('says what the mail server answered', async () => {
    mails.refused.set('root@parley.example', 550);
    const { body } = await test().expect(200);
    mails.refused.clear();

    expect(body).toMatchObject({ isSent: false, problem: '550 not now' });
  });

  it('is for those who manage the settings', async () => {
    const staff = await app.person('staff', { isStaff: true });

    expect((await test(staff).expect(403)).body.code).toBe('permission_denied');
  });
});
