import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DemoSeed } from '../../src/cli/demo-seed.js';
import { Caller } from '../support/caller.js';
import { indexed } from '../support/searching.js';
import { TestApp } from '../support/test-app.js';

const PASSWORD = 'a-password-for-all-of-them';

describe('the demonstration', () => {
  let bare: Awaited<ReturnType<typeof TestApp.bare>>;
  let noor: Caller;

  beforeAll(async () => {
    bare = await TestApp.bare();
    await new DemoSeed(bare.nest, bare.settings.setupToken, PASSWORD).plant();
    const { body } = await new Caller(bare.url).post('/auth/login', { login: 'noor.haddad', password: PASSWORD });
    noor = new Caller(bare.url, body.accessToken);
  });
  afterAll(async () => {
    await bare.nest.close();
    await bare.database.drop();
    await rm(bare.settings.dataDir, { recursive: true });
  });

  it('has a voice message with its length and its waveform', async () => {
    const { items: conversations } = (await noor.get('/conversations').expect(200)).body;
    const { id } = conversations.find(({ subject }: { subject: string }) => subject === 'Workshop floor');
    const { items } = (await noor.get(`/conversations/${id}/messages`).expect(200)).body;
    const [sound] = items.flatMap(({ attachments }: { attachments: object[] }) => attachments);

    expect(sound).toMatchObject({ mediaType: 'audio/wav', durationMs: 7_000 });
    expect(Buffer.from(sound.preview, 'base64')).toHaveLength(64);
  });

  it('is found by when it was said, page by page', async () => {
    await indexed(bare);
    const { items: all } = (await noor.get('/messages/inbox?limit=200').expect(200)).body;
    const said = all.map(
      ({ conversationId, seq }: { conversationId: string; seq: number }) => `${conversationId} ${seq}`,
    );

    const found: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = await noor.get(`/messages/search?q=-from:me&limit=5${cursor && `&cursor=${cursor}`}`).expect(200);
      found.push(
        ...page.body.items.map(
          ({ message }: { message: { conversationId: string; seq: number } }) =>
            `${message.conversationId} ${message.seq}`,
        ),
      );
      cursor = page.body.nextCursor;
    }

    expect(said.length).toBeGreaterThan(10);
    expect(found).toEqual(said);
  });
});
