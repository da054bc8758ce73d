import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SoftwarePasskey } from '../support/software-passkey.js';
import { type Person, TestApp } from '../support/test-app.js';

const ORIGIN = 'https://parley.example.org';
let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start({ publicUrl: ORIGIN });
});
afterAll(() => app.stop());

const add = async (person: Person, passkey = new SoftwarePasskey(ORIGIN)) => {
  const { body } = await app.as(person).post('/auth/passkeys/options').expect(200);
  const made = { challenge: body.challenge, name: 'Work laptop', response: passkey.register(body.options) };
  return { passkey, answer: await app.as(person).post('/auth/passkeys', made) };
};
const signIn = async (sign: (options: { challenge: string }) => object) => {
  const { body } = await app.anonymous().post('/auth/passkeys/sign-in/options').expect(200);
  return app.anonymous().post('/auth/passkeys/sign-in', { challenge: body.challenge, response: sign(body.options) });
};

describe('a passkey', () => {
  it('signs in alone', async () => {
    const ana = await app.person('ana');
    const { passkey, answer } = await add(ana);
    expect(answer.status).toBe(201);
    expect(answer.body.recoveryCodes).toHaveLength(10);

    const { status, body } = await signIn((options) => passkey.sign(options));

    expect(status).toBe(200);
    expect(body.user.id).toBe(ana.id);
  });

  it('is asked for after the password', async () => {
    const ben = await app.person('ben');
    const { passkey } = await add(ben);
    const login = { login: 'ben', password: ben.password };
    const { body } = await app.anonymous().post('/auth/login', login).expect(401);
    expect(body.methods).toEqual(['passkey', 'recovery']);

    const answer = { challenge: body.challenge, passkey: passkey.sign(body.passkeyOptions) };
    expect((await app.anonymous().post('/auth/second-factor', answer).expect(200)).body.user.id).toBe(ben.id);
    const again = await app.anonymous().post('/auth/second-factor', answer).expect(401);
    expect(again.body.code).toBe('challenge_expired');
  });

  it('is refused where the device has not made sure who uses it', async () => {
    const { passkey } = await add(await app.person('carl'));
    const { status, body } = await signIn((options) => passkey.sign(options, { isVerified: false }));

    expect([status, body.code]).toEqual([401, 'wrong_code']);
    expect(body.errors).toMatchObject([{ pointer: '/response' }]);
  });

  it('with a name longer than WebAuthn allows is refused', async () => {
    const { answer } = await add(await app.person('gil'), new SoftwarePasskey(ORIGIN, 1_100));

    expect([answer.status, answer.body.code]).toEqual([400, 'passkey_refused']);
  });

  it('of a page elsewhere is refused', async () => {
    const dina = await app.person('dina');
    const { answer } = await add(dina, new SoftwarePasskey('https://parley.example.com'));

    expect([answer.status, answer.body.code]).toEqual([400, 'passkey_refused']);
  });

  it('that nobody has is refused', async () => {
    const { status, body } = await signIn((options) => new SoftwarePasskey(ORIGIN).sign(options));
    expect([status, body.code]).toEqual([401, 'wrong_code']);
  });

  it('that counts back was copied: it is refused, and on record', async () => {
    const emil = await app.person('emil');
    const { passkey } = await add(emil);
    passkey.counter = 7;
    expect((await signIn((options) => passkey.sign(options))).status).toBe(200);
    passkey.counter = 6;
    expect((await signIn((options) => passkey.sign(options))).status).toBe(401);

    const acts = await app.database.query(`select action from audit_log where target_id = $1`, [emil.id]);
    expect(acts).toContainEqual({ action: 'passkey.copied' });
    passkey.counter = 8;
    expect((await signIn((options) => passkey.sign(options))).status).toBe(200);
  });

  it('has a name, and opens nothing once it is removed', async () => {
    const fay = await app.person('fay');
    const { passkey, answer } = await add(fay);
    const path = `/auth/passkeys/${answer.body.id}`;
    await app.as(fay).patch(path, { name: 'Old laptop' }).expect(204);
    expect((await app.as(fay).get('/auth/passkeys').expect(200)).body.items).toMatchObject([{ name: 'Old laptop' }]);
    await app.as(app.root).delete(path).expect(404);

    await app.as(fay).delete(path).expect(204);

    expect((await signIn((options) => passkey.sign(options))).status).toBe(401);
    await app.signIn('fay');
  });
});

describe('a server that does not know its address', () => {
  it('has no passkeys, and says why', async () => {
    const other = await TestApp.start();
    try {
      expect((await other.anonymous().get('/meta').expect(200)).body.features.passkeys).toBe(false);
      const { body } = await other.anonymous().post('/auth/passkeys/sign-in/options').expect(409);
      expect(body.code).toBe('passkeys_off');
      expect(body.detail).toContain('PUBLIC_URL');
    } finally {
      await other.stop();
    }
    expect((await app.anonymous().get('/meta').expect(200)).body.features.passkeys).toBe(true);
  });
});
