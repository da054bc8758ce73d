import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { AnotherNode } from '../support/another-node.js';
import {
  ana,
  app,
  ben,
  block,
  bodies,
  cem,
  closeSockets,
  direct,
  get,
  history,
  inList,
  listed,
  listen,
  readAll,
  settled,
  unblock,
  withBlockingPeople,
} from '../support/blocking-people.js';
import { queriesDuring } from '../support/count-queries.js';
import { eventually } from '../support/eventually.js';
import type { Person } from '../support/test-app.js';

withBlockingPeople();

const pathOf = (seq: number, id = direct) => `/conversations/${id}/messages/${seq}`;
/** An answer without what differs from one send to the next. */
const shapeOf = ({ status, body }: { status: number; body: Record<string, unknown> }) => [
  status,
  Object.entries(body)
    .map(([field, value]) => [field, Array.isArray(value) ? 'list' : value === null ? null : typeof value])
    .sort(),
];

describe('what somebody writes who is blocked', () => {
  it('is answered and shown to them as to anybody, however it is sent', async () => {
    const open = await app.conversation(cem, ben);
    await block(ana, ben).expect(204);
    const his = await listen(ben);
    const send = (id: string, more: object = {}) =>
      app.as(ben).post(`/conversations/${id}/messages`, { clientId: randomUUID(), body: 'Look', ...more });
    const compose = (to: Person) =>
      app.as(ben).post('/messages', { to: [to.username], clientId: randomUUID(), body: 'Look', subject: 'New' });
    const later = async (id: string) => {
      const { body } = await send(id, { body: 'Later', sendAt: '2100-01-01T00:00:00.000Z' });
      return app.as(ben).post(`/messages/scheduled/${body.scheduled.id}/send`);
    };
    const over = (conversationId: string) =>
      his.ask({ type: 'send', conversationId, clientId: randomUUID(), body: '@all of it' });

    const [hidden, seen] = [await send(direct), await send(open)];
    const [hiddenReply, seenReply] = [
      await send(direct, { replyToSeq: 1, subject: 'Valve' }),
      await send(open, { replyToSeq: 1, subject: 'Valve' }),
    ];
    const [hiddenMail, seenMail] = [await compose(ana), await compose(cem)];
    const [hiddenLater, seenLater] = [await later(direct), await later(open)];
    const [hiddenAck, seenAck] = [await over(direct), await over(open)];
    const forward = (id: string) =>
      send(id, { body: undefined, forward: { conversationId: direct, seq: 1 }, clientId: randomUUID() });
    const [hiddenCopy, seenCopy] = [await forward(direct), await forward(open)];

    expect(shapeOf(hidden)).toEqual(shapeOf(seen));
    expect(shapeOf(hiddenReply)).toEqual(shapeOf(seenReply));
    expect(shapeOf(hiddenMail)).toEqual(shapeOf(seenMail));
    expect(shapeOf(hiddenLater)).toEqual(shapeOf(seenLater));
    expect(shapeOf(hiddenCopy)).toEqual(shapeOf(seenCopy));
    expect(hiddenAck).toMatchObject({ type: seenAck.type, message: { body: '@all of it' } });
    expect(await history(ben)).toEqual([
      'The valve opens to the left',
      'Thank you',
      ...['Look', 'Look', 'Look', 'Later', '@all of it', 'The valve opens to the left'],
    ]);
    expect((await bodies(ben, '/messages/sent')).length).toBe(13);
  });

  it('is nowhere for the one who blocks, and nothing in her lists moves', async () => {
    const other = await app.conversation(ana, cem);
    await app.say(cem, other, 'Something newer');
    await block(ana, ben).expect(204);
    const before = {
      list: (await listed(ana)).map(({ id }) => id),
      inbox: await bodies(ana, '/messages/inbox'),
      state: await get(ana, `/conversations/${direct}`),
    };
    const file = await app.upload(ben, 'All of it');
    const { rev } = (await get(ana, `${pathOf(2)}`)) as { rev: number };

    const hidden = await app.say(ben, direct, `@${ana.username} look`, {
      subject: 'Insults',
      attachmentIds: [file.id],
    });
    await app
      .as(ben)
      .put(`${pathOf(hidden.seq)}/pin`)
      .expect(204);

    const after = await get(ana, `/conversations/${direct}`);
    const changes = await get(ana, `/conversations/${direct}/changes?afterRev=${rev}`);
    const sync = (
      await app
        .as(ana)
        .post('/sync', { known: { [direct]: rev } })
        .expect(200)
    ).body;
    expect((await listed(ana)).map(({ id }) => id)).toEqual(before.list);
    expect(await bodies(ana, '/messages/inbox')).toEqual(before.inbox);
    expect(after).toMatchObject({ unreadCount: 0, unreadMentions: 0, me: before.state.me });
    expect(after.lastMessage).toEqual(before.state.lastMessage);
    expect(await history(ana)).toEqual(['The valve opens to the left', 'Thank you']);
    expect(changes).toMatchObject({ items: [], lastRev: rev + 2, hasMore: false });
    expect(JSON.stringify(sync)).not.toContain('look');
    for (const path of ['/messages/trash', '/messages/mentions', `/conversations/${direct}/pins`])
      expect([path, (await get(ana, path)).items]).toEqual([path, []]);
    expect((await get(ana, `/conversations/${direct}/subjects`)).items).toEqual([]);
    expect((await get(ana, `/conversations/${direct}/attachments?kind=file`)).items).toEqual([]);
    const unpinned = await app
      .as(ana)
      .delete(`${pathOf(hidden.seq)}/pin`)
      .expect(404);
    expect(unpinned.body.code).toBe('message_not_found');
    for (const path of ['', '/reactions', '/edits', '/receipts'])
      expect(
        (
          await app
            .as(ana)
            .get(`${pathOf(hidden.seq)}${path}`)
            .expect(404)
        ).body.code,
      ).toBe('message_not_found');
    await app.as(ana).get(`/attachments/${file.id}/content`).expect(404);
    await app
      .as(ana)
      .put(`${pathOf(hidden.seq)}/save`)
      .expect(404);
    await app
      .as(ana)
      .put(`${pathOf(hidden.seq)}/reactions/${encodeURIComponent('👍')}`)
      .expect(404);
  });

  it('brings back nothing from the archive, and is in no filter', async () => {
    await app.as(ana).patch(`/conversations/${direct}/me`, { archived: true }).expect(200);
    await block(ana, ben).expect(204);

    await app.say(ben, direct, 'Look');
    await app.say(ben, direct, 'And again');

    const [archived, unread] = [
      await get(ana, '/conversations?filter=archived'),
      await get(ana, '/conversations?filter=unread'),
    ];
    expect(archived.items.map(({ id }: { id: string }) => id)).toEqual([direct]);
    expect([await listed(ana), unread.items]).toEqual([[], []]);
  });

  it('reaches no socket of hers on any node, and all of his', async () => {
    const node = await AnotherNode.beside(app);
    await block(ana, ben).expect(204);
    const hers = [await listen(ana), await listen(ana, node)];
    const his = [await listen(ben), await listen(ben, node)];
    // What was said before the block, the other node may still be telling.
    const { body: before } = await app.as(ana).get(`/conversations/${direct}`).expect(200);

    const { seq } = await app.say(ben, direct, `@${ana.username} look`);
    await app.as(ben).patch(pathOf(seq), { body: 'Look again' }).expect(200);
    await app
      .as(ben)
      .put(`${pathOf(seq)}/reactions/${encodeURIComponent('👍')}`)
      .expect(204);
    his[1]?.send({ type: 'typing', conversationId: direct });
    await app
      .as(ben)
      .delete(`${pathOf(seq)}?for=everyone`)
      .expect(204);
    for (const socket of his) await socket.next('message.deleted', ({ data }) => data.seq === seq);
    // Whatever follows is heard after it.
    const { seq: next } = await app.say(cem, await app.conversation(cem, ana), 'Hello');
    for (const socket of hers) await socket.next('message.created', ({ data }) => data.body === 'Hello' && next > 0);

    const isSince = ({ conversationId, rev }: { conversationId?: unknown; rev?: number | null }) =>
      conversationId === direct && (typeof rev !== 'number' || rev > before.lastRev);
    for (const socket of hers) expect(socket.frames.filter(isSince)).toEqual([]);
    for (const socket of his) expect(socket.of('message.updated').length).toBeGreaterThan(0);
    // What was said before the block may be told to have reached her only now.
    expect(his[0]?.of('receipt.delivered').filter(({ data }) => data.seq >= seq)).toEqual([]);
    await closeSockets();
    await node.stop();
  });

  it('stays hidden when she unblocks him, and what he writes then is there, counted once and without what it quotes', async () => {
    await block(ana, ben).expect(204);
    const hidden = await app.say(ben, direct, 'Look');
    await unblock(ana, ben).expect(204);
    const [hers, his] = [await listen(ana), await listen(ben)];

    const quoting = await app.say(ben, direct, 'As I said', { replyToSeq: hidden.seq });
    const [toHer, toHim] = [await hers.next('message.created'), await his.next('message.created')];

    expect(await history(ana)).toEqual(['The valve opens to the left', 'Thank you', 'As I said']);
    expect(await inList(ana)).toMatchObject({ unreadCount: 1 });
    const quote = { seq: hidden.seq, sender: null, excerpt: null, deleted: false };
    expect([toHer.data.replyTo, (await get(ana, pathOf(quoting.seq))).replyTo]).toEqual([quote, quote]);
    expect([toHim.data.replyTo.excerpt, (await get(ben, pathOf(quoting.seq))).replyTo.excerpt]).toEqual([
      'Look',
      'Look',
    ]);
    const reply = { clientId: randomUUID(), body: 'What?', replyToSeq: hidden.seq };
    const refused = await app.as(ana).post(`/conversations/${direct}/messages`, reply).expect(400);
    expect(refused.body.errors).toMatchObject([{ pointer: '/replyToSeq', code: 'message_not_found' }]);
    await readAll(ana);
    expect(await inList(ana)).toMatchObject({ unreadCount: 0 });
    await app.as(ana).put(`/conversations/${direct}/read`, { seq: 2, unread: true }).expect(204);
    expect(await inList(ana)).toMatchObject({ unreadCount: 2 });
  });

  it('is never told as delivered or read, whatever she says that she read', async () => {
    await block(ana, ben).expect(204);
    const { seq } = await app.say(ben, direct, 'Look');
    const his = await listen(ben);
    const hers = await listen(ana);

    hers.send({ type: 'read', conversationId: direct, seq });
    await settled(hers);
    await readAll(ana);
    await app.as(ana).get(`/conversations/${direct}/messages`).expect(200);

    await settled(his);
    const { items } = await get(ben, `/conversations/${direct}/members`);
    const position = items.find(({ user }: { user: { id: string } }) => user.id === ana.id);
    expect(position.lastReadSeq).toBe(2);
    expect(position.lastDeliveredSeq).toBeLessThan(seq);
    expect((await get(ben, `${pathOf(seq)}/receipts`)).items).toMatchObject([{ user: { id: ana.id }, readAt: null }]);
    expect(his.frames.filter(({ type, data }) => /^receipt/.test(type) && data.seq >= seq)).toEqual([]);
  });

  it('takes an older message of his away from her once he edits it, and shows him the edit', async () => {
    const before = await listen(ana);
    await block(ana, ben).expect(204);

    await app.as(ben).patch(pathOf(2), { body: 'Look here instead' }).expect(200);

    const { data } = await before.next('me.updated', ({ data }) => data.hidden?.length > 0);
    expect(data.hidden).toEqual([2]);
    expect(await history(ana)).toEqual(['The valve opens to the left']);
    expect(await history(ben)).toEqual(['The valve opens to the left', 'Look here instead']);
    expect(before.of('message.updated')).toEqual([]);
    expect((await get(ana, '/messages/trash')).items).toEqual([]);
  });

  it('tells her of no subject that only what is hidden has', async () => {
    await block(ana, ben).expect(204);
    const hers = await listen(ana);
    const his = await listen(ben);
    const { subjectId } = await app.say(ben, direct, 'Look', { subject: 'Insult' });

    const path = `/conversations/${direct}/subjects/${subjectId}`;
    await app.as(ben).patch(path, { title: 'Worse' }).expect(200);

    await his.next('subject.updated');
    await settled(hers);
    expect(hers.of('subject.updated')).toEqual([]);
    const changes = await get(ana, `/conversations/${direct}/changes?afterRev=2`);
    expect(JSON.stringify(changes)).not.toContain('Worse');
    expect(JSON.stringify(await get(ben, `/conversations/${direct}/changes?afterRev=2`))).toContain('Worse');
  });

  it('leaves what she has not read unread, and what she takes back is as it was', async () => {
    const { seq } = await app.say(ben, direct, 'Before');
    await block(ana, ben).expect(204);
    await app.say(ben, direct, 'Look');
    const unread = async () => (await inList(ana))?.unreadCount;

    const counts = [await unread()];
    await app.as(ana).delete(pathOf(seq)).expect(204);
    counts.push(await unread());
    await app
      .as(ana)
      .post(`${pathOf(seq)}/restore`)
      .expect(200);
    counts.push(await unread());
    await readAll(ana);
    counts.push(await unread());
    await app.as(ana).delete(pathOf(seq)).expect(204);
    await unblock(ana, ben).expect(204);
    await app.say(ben, direct, 'After');
    counts.push(await unread());

    expect(counts).toEqual([1, 0, 1, 0, 1]);
  });

  it('is counted as nothing also where there are thousands of it', async () => {
    await block(ana, ben).expect(204);
    for (let n = 0; n < 21; n++) await Promise.all(Array.from({ length: 100 }, () => app.say(ben, direct, 'Look')));
    await unblock(ana, ben).expect(204);
    await app.say(ben, direct, 'After');

    const counts = [(await inList(ana))?.unreadCount];
    await readAll(ana);
    counts.push((await inList(ana))?.unreadCount);
    await app.as(ana).put(`/conversations/${direct}/read`, { seq: 2, unread: true }).expect(204);
    counts.push((await inList(ana))?.unreadCount);
    const history = await get(ana, `/conversations/${direct}/messages`);

    expect(counts).toEqual([1, 0, 2]);
    expect(history.items.map(({ seq }: { seq: number }) => seq)).toEqual([1, 2, 2103]);
  });

  it('is either before the block or after it, never in between', async () => {
    const seqs: number[] = [];
    const writing = (async () => {
      for (let n = 0; n < 40; n++) seqs.push((await app.say(ben, direct, `Message ${n}`)).seq);
    })();
    await eventually(() => expect(seqs.length).toBeGreaterThan(5));
    const answered = seqs.length;
    await block(ana, ben).expect(204);
    const last = seqs.length;
    await writing;

    const shown = (await get(ana, `/conversations/${direct}/messages?after=2&limit=200`)).items as { seq: number }[];
    expect(shown.map(({ seq }) => seq)).toEqual(seqs.slice(0, shown.length));
    // While the answer to the block was on its way, messages after it were answered too.
    expect(shown.length).toBeGreaterThanOrEqual(answered);
    expect(shown.length).toBeLessThanOrEqual(last + 1);
    expect(await inList(ana)).toMatchObject({ unreadCount: shown.length });
  });

  it('costs the one who sends one statement, blocked or not', async () => {
    const open = await app.conversation(cem, ben);
    await app.say(ben, open, 'Warm');
    await block(ana, ben).expect(204);

    const hidden = await queriesDuring(() => app.say(ben, direct, 'Look'), /^send_/);
    const seen = await queriesDuring(() => app.say(ben, open, 'Look'), /^send_/);

    expect([hidden, seen]).toEqual([['send_plain'], ['send_plain']]);
  });
});
