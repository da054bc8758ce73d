import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { eventually } from '../support/eventually.js';
import { type Person, TestApp } from '../support/test-app.js';

describe('the logo of the organisation', () => {
  let app: TestApp;
  let ana: Person;
  beforeAll(async () => {
    app = await TestApp.start();
    ana = await app.person('ana');
  });
  afterAll(() => app.stop());

  const picture = async (width: number, height: number): Promise<Uint8Array<ArrayBuffer>> => {
    const background = { r: 120, g: 30, b: 160 };
    return new Uint8Array(
      await sharp({ create: { width, height, channels: 3, background } })
        .png()
        .toBuffer(),
    );
  };
  const upload = (bytes: Uint8Array<ArrayBuffer> | string, who = app.root, name = 'logo.png', type = 'image/png') =>
    app.as(who).upload('/admin/settings/logo', bytes, name, type, 'PUT');
  const set = async (width = 1_200, height = 300): Promise<string> => {
    const { body } = await upload(await picture(width, height)).expect(200);
    return (body.logoUrl as string).replace('/api/v1', '');
  };
  const told = async () => (await app.anonymous().get('/meta').expect(200)).body.settings.organisationLogo as unknown;
  const open = (path: string) => fetch(`${app.url}/api/v1${path}`);

  it('is open to everybody as soon as it is set, whole, small and to be kept for good', async () => {
    const path = await set();

    const answer = await open(path);
    const shown = await sharp(Buffer.from(await answer.arrayBuffer())).metadata();
    expect(path).toBe(`/organisation/logo/${String(await told())}`);
    expect(shown).toMatchObject({ format: 'webp', width: 640, height: 160 });
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/webp',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    });
  });

  it('is another one with another address, and the one before is gone', async () => {
    const before = await set();

    const after = await set(200, 200);

    expect(after).not.toBe(before);
    expect((await open(before)).status).toBe(404);
    expect((await open(after)).status).toBe(200);
    await eventually(async () =>
      expect(await app.database.query('select id from files where id = $1', [before.split('/').at(-1)])).toEqual([]),
    );
  });

  it('is a setting: told to who is connected, on record with who changed it, and reset', async () => {
    const socket = await app.socketOf(ana);

    const id = (await set()).split('/').at(-1);
    await socket.next('organisation.updated');
    const { body: history } = await app
      .as(app.root)
      .get('/admin/settings/history?key=organisationLogo&limit=1')
      .expect(200);
    await app.as(app.root).delete('/admin/settings/logo').expect(204);

    expect(history.items[0]).toMatchObject({ after: id });
    expect(await told()).toBeNull();
    expect((await open(`/organisation/logo/${id}`)).status).toBe(404);
    await app.as(app.root).delete('/admin/settings/logo').expect(204);
  });

  it('is no other file: neither one that somebody sent nor one that is gone', async () => {
    const { id: sent } = await app.upload(ana, await picture(40, 40), 'mine.png', 'image/png');

    for (const organisationLogo of [sent, randomUUID()]) {
      const { body } = await app.as(app.root).patch('/admin/settings', { organisationLogo }).expect(400);
      expect(body.errors).toMatchObject([{ pointer: '/organisationLogo' }]);
      expect((await open(`/organisation/logo/${organisationLogo}`)).status).toBe(404);
    }
  });

  it('is a picture, and changes nothing where it is none', async () => {
    const before = await set();
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';

    expect((await upload(svg, app.root, 'logo.svg', 'image/svg+xml').expect(415)).body.code).toBe('type_refused');
    expect((await upload('no picture', app.root).expect(422)).body.code).toBe('picture_refused');
    expect((await open(before)).status).toBe(200);
  });

  it('is decided by who changes settings alone', async () => {
    await upload(await picture(40, 40), ana).expect(403);
    await app.as(ana).delete('/admin/settings/logo').expect(403);
  });

  it('stays when unused files are purged and when who uploaded it loses their name', async () => {
    const boss = await app.person('boss', { isSuperuser: true });
    const { body } = await upload(await picture(300, 100), boss).expect(200);

    await app.as(app.root).patch(`/admin/users/${boss.id}`, { isSuperuser: false }).expect(200);
    await app.as(app.root).post(`/admin/users/${boss.id}/anonymise`, { confirm: 'boss' }).expect(200);

    expect((await open((body.logoUrl as string).replace('/api/v1', ''))).status).toBe(200);
  });
});
