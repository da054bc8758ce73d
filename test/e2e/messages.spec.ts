import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Person, TestApp } from '../support/test-app.js';

let app: TestApp;
let ana: Person;
let carl: Person;
let eve: Person;

beforeAll(async () => {
  app = await TestApp.start();
  [ana, carl, eve] = await app.people('ana', 'carl', 'eve');
});
afterAll(() => app.stop());

const draft = (body: string, more: object = {}) => ({ clientId: randomUUID(), body, ...more });
const messagesOf = (id: string) => `/conversations/${id}/messages`;

describe('sending', () => {
  it('answers with the message, its place and its sender', async () => {
    const id = await app.conversation(ana, carl);
    const message = draft('Gauge 4 is back', { subject: 'Gauge 4 drift' });

    const { body } = await app.as(ana).post(messagesOf(id), message).expect(201);

    expect(body).toMatchObject({
      conversationId: id,
      kind: 'user',
      clientId: message.clientId,
      sender: { id: ana.id, username: 'ana', displayName: 'ana' },
      subject: 'Gauge 4 drift',
      body: 'Gauge 4 is back',
      attachments: [],
      reactions: [],
      pinned: null,
      editedAt: null,
      deletedAt: null,
    });
    expect(body.createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it('returns the first message when the client repeats itself', async () => {
    const id = await app.conversation(ana, carl);
    const message = draft('once');
    const first = await app.as(ana).post(messagesOf(id), message).expect(201);

    const again = await app
      .as(ana)
      .post(messagesOf(id), { ...message, clientId: message.clientId.toUpperCase() })
      .expect(200);

    expect(again.body).toEqual(first.body);
  });

  it('refuses other content under a client id that was used', async () => {
    const id = await app.conversation(ana, carl);
    const message = draft('this');
    await app.as(ana).post(messagesOf(id), message).expect(201);

    const { body } = await app
      .as(ana)
      .post(messagesOf(id), { ...message, body: 'that' })
      .expect(422);

    expect(body.code).toBe('client_id_reused');
  });

  it('answers a repeated send of a deleted message with its tombstone', async () => {
    const id = await app.conversation(ana, carl);
    const message = draft('never mind');
    const { body: sent } = await app.as(ana).post(messagesOf(id), message).expect(201);
    await app
      .as(ana)
      .delete(`${messagesOf(id)}/${sent.seq}?for=everyone`)
      .expect(204);

    const { body } = await app.as(ana).post(messagesOf(id), message).expect(200);

    expect(body).toMatchObject({ seq: sent.seq, body: '', subject: null });
    expect(body.deletedAt).not.toBeNull();
  });

  it('is the same 404 in a conversation of others and in one that does not exist', async () => {
    const id = await app.conversation(ana, carl);

    const hidden = await app.as(eve).post(messagesOf(id), draft('hello')).expect(404);
    const absent = await app.as(eve).post(messagesOf(randomUUID()), draft('hello')).expect(404);

    expect({ ...hidden.body, requestId: '' }).toEqual({ ...absent.body, requestId: '' });
  });

  it('numbers the messages of concurrent senders 1, 2, 3 without a gap', async () => {
    const id = await app.conversation(eve, carl);

    const sent = await Promise.all(
      Array.from({ length: 60 }, (_, n) =>
        app
          .as(n % 2 ? eve : carl)
          .post(messagesOf(id), draft(`no ${n}`))
          .expect(201),
      ),
    );

    const seqs = sent.map(({ body }) => body.seq as number).sort((a, b) => a - b);
    expect(seqs).toEqual(Array.from({ length: 60 }, (_, n) => n + 1));
  });

  it('trims blank lines before and white space after the text, and refuses what is empty then', async () => {
    const id = await app.conversation(ana, carl);

    const { body } = await app.as(ana).post(messagesOf(id), draft('\n  \n  indented\n\n ')).expect(201);
    const refused = await app.as(ana).post(messagesOf(id), draft(' \n ')).expect(400);

    expect(body.body).toBe('  indented');
    expect(refused.body.errors).toMatchObject([{ pointer: '/body' }]);
  });

  it('counts code points: 20 000 emoji pass, one more does not', async () => {
    const id = await app.conversation(ana, carl);

    await app
      .as(ana)
      .post(messagesOf(id), draft('😀'.repeat(20_000)))
      .expect(201);
    await app
      .as(ana)
      .post(messagesOf(id), draft('😀'.repeat(20_001)))
      .expect(400);
  });
});

describe('subjects and replies', () => {
  it('lets a reply inherit the subject, bring its own, or have none', async () => {
    const id = await app.conversation(ana, carl);
    const first = await app.say(ana, id, 'Numbers attached', { subject: 'Budget Q4' });

    const inherits = await app.say(carl, id, 'Looks good', { replyToSeq: first.seq });
    const brings = await app.say(carl, id, 'And the rest?', { replyToSeq: first.seq, subject: 'Budget Q1' });
    const none = await app.say(carl, id, 'Thanks', { replyToSeq: first.seq, subject: null });

    expect([inherits.subject, brings.subject, none.subject]).toEqual(['Budget Q4', 'Budget Q1', null]);
    expect(inherits.replyTo).toEqual({
      seq: first.seq,
      sender: { id: ana.id, username: 'ana', displayName: 'ana', avatarUrl: null },
      excerpt: 'Numbers attached',
      deleted: false,
    });
  });

  it('counts the messages of a subject once each, repeated ones and replies that inherit it too', async () => {
    const id = await app.conversation(ana, carl);
    const clientId = randomUUID();
    const first = await app.say(ana, id, 'Numbers attached', { subject: 'Audit', clientId });
    await app.as(ana).post(messagesOf(id), { body: 'Numbers attached', subject: 'Audit', clientId }).expect(200);
    await app.say(carl, id, 'Looks good', { replyToSeq: first.seq });
    await app.say(carl, id, 'Something else');

    const { body } = await app.as(ana).get(`/conversations/${id}/subjects`).expect(200);

    expect(body.items[0]).toMatchObject({ title: 'Audit', messageCount: 2 });
  });

  it('quotes the words of a message, in the answer and in the history, not its Markdown', async () => {
    const id = await app.conversation(ana, carl);
    const first = await app.say(ana, id, '**Numbers** attached:\n\n- f(*args)');

    const reply = await app.say(carl, id, 'Thanks', { replyToSeq: first.seq });
    const { body: again } = await app
      .as(ana)
      .get(`${messagesOf(id)}/${reply.seq}`)
      .expect(200);

    expect([reply.replyTo?.excerpt, again.replyTo.excerpt]).toEqual(Array(2).fill('Numbers attached: f(*args)'));
  });

  it('takes subjects that differ in case or by Re: as one, and filters the history by it', async () => {
    const [mia, tom] = await app.people('mia', 'tom');
    const id = await app.conversation(mia, tom);
    await app.say(mia, id, 'one', { subject: 'Council Visit' });
    await app.say(tom, id, 'two', { subject: 'Re: council visit' });
    await app.say(tom, id, 'three');

    const { body: page } = await app
      .as(mia)
      .get(`${messagesOf(id)}?subject=COUNCIL%20VISIT`)
      .expect(200);
    const { body: subjects } = await app.as(mia).get(`/conversations/${id}/subjects`).expect(200);

    expect(page.items.map((item: { body: string; subject: string }) => [item.body, item.subject])).toEqual([
      ['one', 'Council Visit'],
      ['two', 'Council Visit'],
    ]);
    expect(subjects.items).toMatchObject([{ title: 'Council Visit', messageCount: 2 }]);
  });

  it('no longer quotes a message that was deleted for everyone', async () => {
    const id = await app.conversation(ana, carl);
    const first = await app.say(ana, id, 'secret');
    const reply = await app.say(carl, id, 'what?', { replyToSeq: first.seq });
    await app
      .as(ana)
      .delete(`${messagesOf(id)}/${first.seq}?for=everyone`)
      .expect(204);

    const { body } = await app
      .as(carl)
      .get(`${messagesOf(id)}/${reply.seq}`)
      .expect(200);

    expect(body.replyTo).toMatchObject({ seq: first.seq, excerpt: null, deleted: true });
  });

  it('refuses a reply to a message that is not there, and sends nothing', async () => {
    const id = await app.conversation(ana, carl);
    const { body: before } = await app.as(ana).get(`/conversations/${id}`).expect(200);

    const { body } = await app
      .as(ana)
      .post(messagesOf(id), draft('?', { replyToSeq: 9_999, subject: 'New one' }))
      .expect(400);

    const { body: after } = await app.as(ana).get(`/conversations/${id}`).expect(200);
    const { body: subjects } = await app.as(ana).get(`/conversations/${id}/subjects`).expect(200);
    expect(body.errors).toMatchObject([{ pointer: '/replyToSeq' }]);
    expect(after.lastRev).toBe(before.lastRev);
    expect(JSON.stringify(subjects)).not.toContain('New one');
  });
});

describe('history', () => {
  it('pages by before, after and around, always ascending', async () => {
    const [noor, priya] = await app.people('noor', 'priya');
    const id = await app.conversation(noor, priya);
    for (let n = 1; n <= 10; n++) await app.say(noor, id, `no ${n}`);
    const page = async (query: string) => {
      const { body } = await app
        .as(priya)
        .get(`${messagesOf(id)}?${query}`)
        .expect(200);
      return [body.items.map((item: { seq: number }) => item.seq), body.hasBefore, body.hasAfter];
    };

    expect(await page('limit=3')).toEqual([[8, 9, 10], true, false]);
    expect(await page('before=8&limit=3')).toEqual([[5, 6, 7], true, true]);
    expect(await page('before=3&limit=3')).toEqual([[1, 2], false, true]);
    expect(await page('after=0&limit=3')).toEqual([[1, 2, 3], false, true]);
    expect(await page('after=8&limit=3')).toEqual([[9, 10], true, false]);
    expect(await page('around=5&limit=4')).toEqual([[4, 5, 6, 7], true, true]);
  });

  it('leaves out what I deleted for myself, and still fills the page', async () => {
    const [uma, sam] = await app.people('uma', 'sam');
    const id = await app.conversation(uma, sam);
    for (let n = 1; n <= 5; n++) await app.say(uma, id, `no ${n}`);
    await app
      .as(sam)
      .delete(`${messagesOf(id)}/4`)
      .expect(204);

    const { body: mine } = await app
      .as(sam)
      .get(`${messagesOf(id)}?limit=3`)
      .expect(200);
    const { body: theirs } = await app
      .as(uma)
      .get(`${messagesOf(id)}?limit=3`)
      .expect(200);

    expect(mine.items.map((item: { seq: number }) => item.seq)).toEqual([2, 3, 5]);
    expect(theirs.items.map((item: { seq: number }) => item.seq)).toEqual([3, 4, 5]);
  });

  it('refuses before together with after', async () => {
    const id = await app.conversation(ana, carl);

    const { body } = await app
      .as(ana)
      .get(`${messagesOf(id)}?before=3&after=1`)
      .expect(400);

    expect(body.errors.map((error: { pointer: string }) => error.pointer)).toEqual(['/before', '/after']);
  });
});

describe('changes', () => {
  it('tell exactly what happened after a rev, each thing as it now is', async () => {
    const [ida, leo] = await app.people('ida', 'leo');
    const id = await app.conversation(ida, leo);
    const first = await app.say(ida, id, 'one');
    const second = await app.say(ida, id, 'two');
    await app.say(leo, id, 'three');
    await app
      .as(ida)
      .patch(`${messagesOf(id)}/${first.seq}`, { body: 'one!' })
      .expect(200);
    await app
      .as(ida)
      .delete(`${messagesOf(id)}/${second.seq}?for=everyone`)
      .expect(204);

    const { body } = await app.as(leo).get(`/conversations/${id}/changes?afterRev=${second.rev}`).expect(200);
    const { body: all } = await app.as(leo).get(`/conversations/${id}/changes?afterRev=0`).expect(200);
    const { body: paged } = await app.as(leo).get(`/conversations/${id}/changes?afterRev=0&limit=2`).expect(200);

    expect(body.items.map((item: { rev: number; body: string }) => [item.rev, item.body])).toEqual([
      [3, 'three'],
      [4, 'one!'],
      [5, ''],
    ]);
    expect(body).toMatchObject({ lastRev: 5, hasMore: false });
    expect(all.items.map((item: { rev: number }) => item.rev)).toEqual([3, 4, 5]);
    expect(paged).toMatchObject({ lastRev: 4, hasMore: true });
  });

  it('say reset to a client that is ahead of the server', async () => {
    const id = await app.conversation(ana, carl);

    const { body } = await app.as(ana).get(`/conversations/${id}/changes?afterRev=100000`).expect(200);

    expect(body).toMatchObject({ items: [], reset: true, hasMore: false });
  });

  it('carry the new name of a group', async () => {
    const id = await app.conversation(ana, carl, eve);
    const { body: before } = await app.as(carl).get(`/conversations/${id}`).expect(200);
    await app.as(ana).patch(`/conversations/${id}`, { subject: 'Spring launch' }).expect(200);

    const { body } = await app.as(carl).get(`/conversations/${id}/changes?afterRev=${before.lastRev}`).expect(200);

    expect(body.conversation).toMatchObject({ id, subject: 'Spring launch' });
    expect(body.items).toMatchObject([
      { kind: 'system', system: { event: 'subject_changed', value: 'Spring launch' } },
    ]);
  });
});
