import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { queriesDuring } from '../support/count-queries.js';
import { indexed, searched, textsFound } from '../support/searching.js';
import { type Person, TestApp } from '../support/test-app.js';

let app: TestApp;
let ana: Person;
let ben: Person;

beforeAll(async () => {
  app = await TestApp.start();
  ana = await app.person('ana.berg', { firstName: 'Ana', lastName: 'Berg' });
  ben = await app.person('ben', { firstName: 'Ben', lastName: 'Chmark' });
});
afterAll(() => app.stop());

let count = 0;
/** Somebody with whom nobody talked before. */
const somebody = () => app.person(`reader${(count += 1)}`);
/** A conversation of these people, in which the first of them says this. */
const said = async (people: readonly [Person, ...Person[]], ...texts: string[]) => {
  const [speaker, ...others] = people;
  const id = await app.conversation(speaker, ...others);
  const seqs: number[] = [];
  for (const text of texts) seqs.push((await app.say(speaker, id, text)).seq);
  await indexed(app);
  return { id, seqs, seq: seqs[0] as number };
};
/** The same to somebody new. */
const heard = async (...texts: string[]) => {
  const reader = await somebody();
  return { reader, ...(await said([ana, reader], ...texts)) };
};
const found = (person: Person, query: string | Record<string, string>) => textsFound(app, person, query);
const search = (person: Person, query: string | Record<string, string>) => searched(app, person, query);

describe('a search', () => {
  it('finds words, how they begin, in any case and without their accents, and marks them', async () => {
    const { reader, id } = await heard('The Müller valve 🔧 opens', 'Nothing of that');

    for (const query of ['müller', 'MULLER', 'mueller', 'valv', 'mull valve', '🔧']) {
      const texts = await found(reader, query);
      expect({ query, texts }).toEqual({ query, texts: ['The Müller valve 🔧 opens'] });
    }
    const { items } = await search(reader, 'opens müll');
    expect(items).toMatchObject([
      { message: { conversationId: id }, conversation: { id, kind: 'direct', other: { username: 'ana.berg' } } },
    ]);
    expect(items[0].highlights).toEqual([
      [4, 6],
      [19, 5],
    ]);
  });

  it('finds in subjects, also after they were renamed, in what is forwarded, and by the names of files', async () => {
    const { reader, id, seq } = await heard('The quarry is wet');
    const file = await app.upload(ana, 'x', 'Flood plan 2026.txt');
    await app.say(ana, id, 'Look at this', { subject: 'Riverbed', attachmentIds: [file.id] });
    const other = await app.conversation(ana, reader, ben);
    await app.say(ana, other, 'As I said', { forward: { conversationId: id, seq } });
    const { body: subjects } = await app.as(ana).get(`/conversations/${id}/subjects`).expect(200);
    await indexed(app);

    const [byFile] = (await search(reader, 'flood plan')).items;
    expect(byFile).toMatchObject({
      message: { body: 'Look at this' },
      highlights: [],
      files: [
        {
          id: file.id,
          highlights: [
            [0, 5],
            [6, 4],
          ],
        },
      ],
    });
    const [bySubject] = (await search(reader, 'riverbed')).items;
    expect(bySubject).toMatchObject({ highlights: [], subjectHighlights: [[0, 8]] });
    const [byCopy] = (await search(reader, 'quarry said')).items;
    expect(byCopy).toMatchObject({ highlights: [[5, 4]], forwardedHighlights: [[4, 6]] });

    await app.as(ana).patch(`/conversations/${id}/subjects/${subjects.items[0].id}`, { title: 'Lakeside' }).expect(200);
    await indexed(app);

    expect(await found(reader, 'lakeside')).toEqual(['Look at this']);
    expect(await found(reader, 'riverbed')).toEqual([]);
  });

  it('has the newest first, page by page, each once', async () => {
    const texts = Array.from({ length: 7 }, (_, n) => `ladder ${n}`);
    const { reader } = await heard(...texts);

    const pages: string[][] = [];
    for (let cursor: string | undefined; ;) {
      const page = await search(reader, { q: 'ladder', limit: '3', ...(cursor !== undefined && { cursor }) });
      pages.push(page.items.map(({ message }: { message: { body: string } }) => message.body));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }

    expect(pages.map(({ length }) => length)).toEqual([3, 3, 1]);
    expect(pages.flat()).toEqual(texts.toReversed());
  });

  it('orders by how well it fits when asked to, and keeps that order from page to page', async () => {
    const { reader } = await heard(
      'rope bridge',
      'a bridge, and far away from it, at the end of all, a rope',
      'ropes and bridges',
    );

    const first = await search(reader, { q: 'rope bridge', sort: 'best', limit: '2' });
    const second = await search(reader, { q: 'rope bridge', sort: 'best', limit: '2', cursor: first.nextCursor });

    expect(first.items[0].message.body).toBe('rope bridge');
    expect([...first.items, ...second.items].map(({ message }) => message.seq).sort()).toEqual([1, 2, 3]);
    expect(second.nextCursor).toBeNull();
  });

  it('corrects one slip of the finger where nothing is found otherwise, on each page, and says so', async () => {
    const { reader } = await heard('The zeppelin lands', 'A zeppelin again');

    const first = await search(reader, { q: 'zepelin', limit: '1' });
    const second = await search(reader, { q: 'zepelin', limit: '1', cursor: first.nextCursor });

    expect(first.corrections).toEqual([{ from: 'zepelin', to: 'zeppelin' }]);
    expect([first, second].map(({ items }) => items[0].message.body)).toEqual([
      'A zeppelin again',
      'The zeppelin lands',
    ]);
    expect((await search(reader, 'zeppelin')).corrections).toBeUndefined();
  });

  it('asks the index twice, judges once and shows once, however many messages hold the words', async () => {
    const { reader } = await heard(...Array.from({ length: 20 }, (_, n) => `trawler ${n}`));
    const asked = /^(search\.(candidates|places|known|progress.*)|texts\..+|mail_readable)$/;

    const statements = await queriesDuring(() => search(reader, 'trawler'), asked);

    expect(statements).toEqual(['search.candidates', 'search.places', 'texts.readable', 'mail_readable']);
  });

  it('says nothing of words that only others can read', async () => {
    await said([ana, ben], 'The word xylophone is between us');
    const { reader } = await heard('Nothing of that');

    expect(await search(reader, 'xylophone')).toMatchObject({ items: [] });
    expect(await search(reader, 'xylophome')).toEqual({ items: [], nextCursor: null, interpreted: [] });
  });
});

describe('an operator', () => {
  it('from: finds people by username, id, name or as myself', async () => {
    const { reader, id } = await heard('lantern one');
    await app.say(reader, id, 'lantern two');
    await indexed(app);

    for (const value of ['ana.berg', '@ana.berg', ana.id, 'Berg', '"Ana Berg"']) {
      expect({ value, texts: await found(reader, `lantern from:${value}`) }).toEqual({ value, texts: ['lantern one'] });
    }
    expect(await found(reader, 'lantern from:me')).toEqual(['lantern two']);
    expect(await found(reader, 'lantern -from:me')).toEqual(['lantern one']);
    expect(await found(reader, { q: 'lantern', from: 'ana.berg' })).toEqual(['lantern one']);
    const { interpreted } = await search(reader, 'lantern from:Berg');
    expect(interpreted).toMatchObject([
      { operator: 'from', value: 'Berg', excluded: false, resolved: ana.id, people: [{ username: 'ana.berg' }] },
    ]);
  });

  it('in: finds conversations by id, by the name of a group and by the other person', async () => {
    const { reader, id } = await heard('anchor one');
    const { body: group } = await app
      .as(ana)
      .post('/conversations', { kind: 'group', subject: 'Harbour works', memberIds: [reader.id] })
      .expect(201);
    await app.say(ana, group.id, 'anchor two');
    await indexed(app);

    expect(await found(reader, `anchor in:${id}`)).toEqual(['anchor one']);
    expect(await found(reader, 'anchor in:ana.berg')).toEqual(['anchor one']);
    expect(await found(reader, 'anchor in:harb')).toEqual(['anchor two']);
    expect(await found(reader, 'anchor -in:"Harbour works"')).toEqual(['anchor one']);
    expect(await found(reader, 'anchor in:harbour in:ana.berg')).toEqual(['anchor two', 'anchor one']);
    expect((await search(reader, { q: 'anchor', in: group.id })).interpreted).toMatchObject([
      { operator: 'in', resolved: group.id, conversations: [{ id: group.id, subject: 'Harbour works' }] },
    ]);
  });

  it('subject: finds what its subject says, and names which ones that are', async () => {
    const { reader, id } = await heard('kettle');
    const { subjectId } = await app.say(ana, id, 'kettle on', { subject: 'Tea at four' });
    await indexed(app);

    const { items, interpreted } = await search(reader, 'kettle subject:tea');

    expect(items.map(({ message }: { message: { body: string } }) => message.body)).toEqual(['kettle on']);
    expect(interpreted).toMatchObject([{ resolved: subjectId, subjects: [{ id: subjectId, title: 'Tea at four' }] }]);
    expect(await found(reader, 'kettle subject:"at four"')).toEqual(['kettle on']);
    expect(await found(reader, 'kettle -subject:tea')).toEqual(['kettle']);
  });

  it('has: finds files by their kind, and links', async () => {
    const { reader, id } = await heard('paddle https://parley.example', 'paddle');
    const file = await app.upload(ana, 'x');
    await app.say(ana, id, 'paddle with a file', { attachmentIds: [file.id] });
    await indexed(app);

    expect(await found(reader, 'paddle has:link')).toEqual(['paddle https://parley.example']);
    expect(await found(reader, 'has:file')).toEqual(['paddle with a file']);
    expect(await found(reader, 'has:image')).toEqual([]);
    expect(await found(reader, 'paddle -has:file -has:link')).toEqual(['paddle']);
  });

  it('is: finds what is unread, pinned or saved for whoever asks', async () => {
    const { reader, id, seqs } = await heard('canoe one', 'canoe two', 'canoe three');
    const [first, second] = seqs as [number, number];
    await app.as(reader).put(`/conversations/${id}/read`, { seq: second }).expect(204);
    await app.as(ana).put(`/conversations/${id}/messages/${first}/pin`).expect(204);
    await app.as(reader).put(`/conversations/${id}/messages/${second}/save`, {}).expect(204);

    expect(await found(reader, 'canoe is:unread')).toEqual(['canoe three']);
    expect(await found(reader, 'is:unread')).toEqual(['canoe three']);
    expect(await found(reader, 'canoe is:pinned')).toEqual(['canoe one']);
    expect(await found(reader, 'is:saved')).toEqual(['canoe two']);
    expect(await found(reader, 'canoe -is:saved -is:pinned')).toEqual(['canoe three']);
    expect(await found(ana, { in: id, is: 'unread' })).toEqual([]);
    expect(await found(ana, { in: id, is: 'saved' })).toEqual([]);
  });

  it('before:, after: and on: are of days in the zone of whoever asks, or of moments', async () => {
    const { reader, id, seqs } = await heard('sail one', 'sail two', 'sail three');
    const times = ['2025-03-09T22:59:59.999Z', '2025-03-09T23:00:00.000Z', '2025-03-10T23:00:00.000Z'];
    for (const [n, seq] of seqs.entries()) {
      const values = [id, seq, times[n]];
      await app.database.query('update messages set created_at = $3 where conversation_id = $1 and seq = $2', values);
    }
    // As written then: the index takes the times of messages when it takes them up.
    await app.database.query('update search_tails set first_at = $2, last_at = $3 where conversation_id = $1', [
      id,
      times[0],
      times[2],
    ]);
    await app.as(reader).patch('/users/me', { timeZone: 'Europe/Berlin' }).expect(200);

    expect(await found(reader, 'sail on:2025-03-10')).toEqual(['sail two']);
    expect(await found(reader, 'sail before:2025-03-10')).toEqual(['sail one']);
    expect(await found(reader, 'sail after:10.3.2025')).toEqual(['sail three']);
    expect(await found(reader, 'sail -on:2025-03-10')).toEqual(['sail three', 'sail one']);
    expect(await found(reader, { q: 'sail', before: '2025-03-09T23:00:00.000Z' })).toEqual(['sail one']);
    expect(await found(reader, 'sail on:today')).toEqual([]);
    const { interpreted } = await search(reader, 'sail on:2025-03-10');
    expect(interpreted).toMatchObject([{ since: times[1], until: times[2], resolved: times[1] }]);
  });

  it.each([
    ['from:nobody-of-this-name', 'nobody'],
    ['in:no-such-conversation', 'no_conversation'],
    ['subject:no-such-subject', 'no_subject'],
    ['on:someday', 'no_time'],
    ['has:patience', 'unknown_value'],
    ['is:perfect', 'unknown_value'],
  ])('that means nothing is explained, and nothing is found: %s', async (operator, problem) => {
    const { reader } = await heard('ferry');

    const { items, interpreted } = await search(reader, `ferry ${operator}`);
    expect([items, interpreted]).toMatchObject([[], [{ resolved: null, problem }]]);

    expect(await found(reader, `ferry -${operator}`)).toEqual(['ferry']);
  });

  it('without a value yet is passed over', async () => {
    const { reader } = await heard('barge');

    expect(await found(reader, 'barge from:')).toEqual(['barge']);
    for (const query of ['from:', 'from:@', 'in:#']) {
      expect(await search(reader, query)).toMatchObject({ items: [], interpreted: [{ problem: 'no_value' }] });
    }
  });

  it('of a conversation that is not mine is one that does not exist', async () => {
    const { id } = await said([ana, ben], 'canal');
    const { reader } = await heard('canal');

    expect(await search(reader, `canal in:${id}`)).toMatchObject({
      items: [],
      interpreted: [{ problem: 'no_conversation' }],
    });
  });
});

describe('what may not be read', () => {
  it('is not found from the moment of its end, though the index does not know of it yet', async () => {
    const reader = await somebody();
    const { body: group } = await app
      .as(ana)
      .post('/conversations', { kind: 'group', subject: 'Lock keepers', memberIds: [reader.id] })
      .expect(201);
    const seqs: number[] = [];
    for (const text of ['sluice one', 'sluice two', 'sluice three'])
      seqs.push((await app.say(ana, group.id, text)).seq);
    await indexed(app);
    await app.database.query(`update outbox_cursors set retry_at = now() + interval '1 hour' where name = 'search'`);
    const path = `/conversations/${group.id}/messages`;
    try {
      await app.as(ana).delete(`${path}/${seqs[0]}?for=everyone`).expect(204);
      expect(await found(reader, 'sluice')).toEqual(['sluice three', 'sluice two']);

      await app.as(reader).delete(`${path}/${seqs[1]}?for=me`).expect(204);
      expect(await found(reader, 'sluice')).toEqual(['sluice three']);
      expect(await found(ana, 'sluice')).toEqual(['sluice three', 'sluice two']);

      await app.as(ana).patch(`${path}/${seqs[2]}`, { body: 'weir three' }).expect(200);
      expect(await found(reader, 'sluice')).toEqual([]);

      await app.as(ana).delete(`/conversations/${group.id}/members/${reader.id}`).expect(204);
      expect(await found(reader, { q: 'three' })).toEqual([]);
    } finally {
      await app.database.query(`update outbox_cursors set retry_at = null where name = 'search'`);
    }
    await indexed(app);
    expect(await found(ana, 'weir three')).toEqual(['weir three']);
  });

  it('from before they came is not found by those who see what is written from then on', async () => {
    const reader = await somebody();
    const { body: group } = await app
      .as(ana)
      .post('/conversations', { kind: 'group', subject: 'Night shift', memberIds: [ben.id] })
      .expect(201);
    await app.as(ana).patch(`/conversations/${group.id}`, { historyFromJoin: true }).expect(200);
    await app.say(ana, group.id, 'dredger before', { subject: 'Dredging' });
    await app.as(ana).post(`/conversations/${group.id}/members`, { userIds: [reader.id] });
    await app.say(ana, group.id, 'dredger after');
    await indexed(app);

    expect(await found(reader, 'dredger')).toEqual(['dredger after']);
    expect(await search(reader, 'subject:dredging')).toMatchObject({
      items: [],
      interpreted: [{ problem: 'no_subject' }],
    });
    expect(await found(ben, 'dredger')).toEqual(['dredger after', 'dredger before']);
  });

  it('of somebody whom I block stays unfound where it is hidden, and is found in groups as their history has it', async () => {
    const { reader, id } = await heard('pontoon before');
    const group = await app.conversation(ana, reader, ben);
    await app.as(reader).put(`/users/${ana.id}/block`).expect(204);
    await app.say(ana, id, 'pontoon hidden');
    await app.say(ana, group, 'pontoon in the group');
    await indexed(app);

    expect(await found(reader, 'pontoon')).toEqual(['pontoon in the group', 'pontoon before']);
    expect(await found(ana, 'pontoon hidden')).toEqual(['pontoon hidden']);
  });
});
