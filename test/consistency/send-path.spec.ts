import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { queriesDuring } from '../support/count-queries.js';
import { type Person, TestApp } from '../support/test-app.js';
import type { TestSocket } from '../support/test-socket.js';

let app: TestApp;
let people: readonly Person[];
let sockets: TestSocket[];

beforeAll(async () => {
  app = await TestApp.start();
  people = await app.people('ana', 'carl', 'eve', 'stranger');
  sockets = await Promise.all(people.map((person) => app.socketOf(person)));
});
afterAll(() => app.stop());

const STRANGER = 3;

/** One send of a random history: who, under which client id, what, and by which way. */
const act = fc.record({
  who: fc.integer({ min: 0, max: STRANGER }),
  id: fc.integer({ min: 0, max: 9 }),
  text: fc.constantFrom('one', 'two', 'three'),
  way: fc.constantFrom('http', 'socket'),
});

describe('the send path', () => {
  it('numbers what was accepted 1…n, once each, whoever sends what how often at the same time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 60 }), async (acts) => {
        const [ana, carl, eve] = people as [Person, Person, Person, Person];
        const conversationId = await app.conversation(ana, carl, eve);
        const clientIds = Array.from({ length: 10 }, () => randomUUID());

        const outcomes = await Promise.all(
          acts.map(({ who, id, text, way }) => send(who, conversationId, clientIds[id] ?? '', text, way)),
        );

        const { body } = await app
          .as(ana)
          .get(`/conversations/${conversationId}/messages?after=0&limit=200`)
          .expect(200);
        const written = body.items.filter((item: { kind: string }) => item.kind === 'user');
        const accepted = new Set(acts.filter(({ who }) => who !== STRANGER).map(({ who, id }) => `${who} ${id}`));
        expect(body.items.map((item: { seq: number }) => item.seq)).toEqual(
          body.items.map((_: unknown, n: number) => n + 1),
        );
        expect(written).toHaveLength(accepted.size);
        acts.forEach((sent, n) => {
          const { status, seq } = outcomes[n] ?? { status: 0, seq: 0 };
          if (sent.who === STRANGER) expect(status).toBe(404);
          else if (status === 422)
            expect(written).not.toContainEqual(expect.objectContaining({ seq, body: sent.text }));
          else {
            const message = body.items[(seq ?? 0) - 1];
            expect(message).toMatchObject({
              body: sent.text,
              clientId: clientIds[sent.id],
              sender: { id: people[sent.who]?.id },
            });
          }
        });
      }),
      { numRuns: 15 },
    );
  });

  it('writes the same rows in a group of 2 and of 100', async () => {
    const members = await crowd(100);
    const [ana, carl] = people as [Person, Person];
    const small = await app.conversation(ana, carl, carl);
    const large = (
      await app.as(ana).post('/conversations', { kind: 'group', subject: 'Everybody', memberIds: members }).expect(201)
    ).body.id as string;

    const written = {
      messages: 1,
      conversations: 1,
      conversation_members: 1,
      conversation_subjects: 0,
      message_hides: 0,
      outbox: 1,
    };
    expect(await rowsWrittenWith(await app.say(ana, small, 'hello'))).toEqual(written);
    expect(await rowsWrittenWith(await app.say(ana, large, 'hello'))).toEqual(written);
  });

  it('asks the database one thing for a message, and two when it is a reply', async () => {
    const [ana, carl] = people as [Person, Person];
    const id = await app.conversation(ana, carl);
    const first = await app.say(ana, id, 'warm up: names and audiences are remembered after it');

    const plain = await queriesDuring(() => app.say(ana, id, 'plain'));
    const reply = await queriesDuring(() => app.say(ana, id, 'reply', { replyToSeq: first.seq }));

    expect(plain).toEqual(['send_plain']);
    expect(reply).toEqual(['send_batch', 'messages_quoted']);
  });

  it('reads a page of history, changes and the list of conversations with one statement for each thing shown', async () => {
    const [ana, carl] = await app.people('reader', 'writer');
    const id = await app.conversation(ana, carl);
    for (let n = 0; n < 5; n++) await app.say(n % 2 ? ana : carl, id, `no ${n}`);

    const history = await queriesDuring(() => app.as(ana).get(`/conversations/${id}/messages?limit=3`).expect(200));
    const changes = await queriesDuring(() => app.as(ana).get(`/conversations/${id}/changes?afterRev=2`).expect(200));
    const list = await queriesDuring(() => app.as(ana).get('/conversations').expect(200));
    const inbox = await queriesDuring(() => app.as(ana).get('/messages/inbox').expect(200));
    const sent = await queriesDuring(() => app.as(ana).get('/messages/sent').expect(200));

    expect(history).toEqual(['messages_before']);
    expect(changes).toEqual(['messages_changes']);
    expect(list.sort()).toEqual(['conversations_page_active', 'conversations_pinned_active']);
    expect(inbox).toEqual(['mail_received']);
    expect(sent).toEqual(['mail_sent']);
  });
});

async function send(
  who: number,
  conversationId: string,
  clientId: string,
  body: string,
  way: 'http' | 'socket',
): Promise<{ status: number; seq?: number }> {
  if (way === 'http') {
    const answer = await app
      .as(people[who] as Person)
      .post(`/conversations/${conversationId}/messages`, { clientId, body });
    return { status: answer.status, seq: answer.body.seq };
  }
  const frame = await (sockets[who] as TestSocket).ask({ type: 'send', conversationId, clientId, body });
  return frame.type === 'ack' ? { status: 200, seq: frame.message.seq } : { status: frame.problem.status };
}

/** Accounts that only have to be there; made without a password to keep the test short. */
async function crowd(size: number): Promise<string[]> {
  const ids = Array.from({ length: size }, () => randomUUID());
  await app.database.query(
    `insert into users (id, username, email, password, date_joined)
     select id, 'crowd' || n, 'crowd' || n || '@parley.example', '!', now() from unnest($1::uuid[]) with ordinality c(id, n)`,
    [ids],
  );
  return ids;
}

/** How many rows of each table the transaction of a message wrote: their newest version carries its number. */
async function rowsWrittenWith({ conversationId, seq }: { conversationId: string; seq: number }) {
  const tables = [
    'messages',
    'conversations',
    'conversation_members',
    'conversation_subjects',
    'message_hides',
    'outbox',
  ];
  const counts = tables.map((table) => `(select count(*)::int from ${table} where xmin = t.xmin) as ${table}`);
  const [written] = await app.database.query(
    `select ${counts.join(', ')} from messages t where t.conversation_id = $1 and t.seq = $2`,
    [conversationId, seq],
  );
  return written;
}
