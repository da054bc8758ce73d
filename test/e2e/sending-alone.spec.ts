import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { newId } from '../../src/core/database/id.js';
import {
  type Draft,
  SEND_BATCH,
  sendBatchValues,
  SendOutcome,
  type SendResult,
  sendStatement,
} from '../../src/messages/log/send-batch.js';
import { ATTACHMENTS_PART } from '../../src/messages/shape/attachments-part.js';
import { type Person, TestApp } from '../support/test-app.js';

let app: TestApp;
let client: Client;
let people: [Person, Person, Person];
let group: string;
let direct: string;
/** The other person of it cannot sign in any more. */
let left: string;
/** Only its owner writes in it, which is somebody else. */
let silent: string;
/** The other person of it blocks the sender, or is blocked by them. */
let shunned: string;
let shunning: string;
const sentBefore = { clientId: randomUUID(), body: 'once' };

beforeAll(async () => {
  app = await TestApp.start();
  people = (await app.people('ana', 'carl', 'eve')) as [Person, Person, Person];
  const [ana, carl, eve] = people;
  [group, direct, left, silent] = [
    await app.conversation(ana, carl, carl),
    await app.conversation(ana, carl),
    await app.conversation(ana, eve),
    await app.conversation(carl, ana, eve),
  ];
  await app.as(carl).patch(`/conversations/${silent}`, { postingBy: 'admins' }).expect(200);
  const [finn, gus] = await app.people('finn', 'gus');
  [shunned, shunning] = [await app.conversation(ana, finn), await app.conversation(ana, gus)];
  await app.as(finn).put(`/users/${ana.id}/block`).expect(204);
  await app.as(ana).put(`/users/${gus.id}/block`).expect(204);
  await app.say(ana, direct, 'before');
  await app.as(ana).post(`/conversations/${direct}/messages`, sentBefore).expect(201);
  await app.database.query('update users set is_active = false where id = $1', [eve.id]);
  client = new Client(app.settings.databaseUrl);
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await app.stop();
});

/** What the database says of a statement and what it leaves behind, taken back afterwards. */
async function tried(statement: { text: string; values: unknown[] }) {
  await client.query('begin');
  const [{ at: _, ...result }] = (await client.query<SendResult>(statement)).rows as [SendResult];
  const left = await client.query(
    `select c.id, c.last_seq, c.last_rev, c.last_nonsystem_seq, c.last_message_at = x.created_at as "isNewest", m.skipped,
       (select array_agg((o.skipped, o.unseen_first_seq, o.unseen_last_seq)::text order by o.user_id)
        from conversation_members o where o.conversation_id = c.id) as members,
       (select array_agg((h.user_id, h.seq, h.reason)::text) from message_hides h where h.conversation_id = c.id) as hides,
       x.seq, x.rev, x.sender_id, x.client_id, x.request_hash, x.body, x.subject_id, x.reply_to_seq, x.kind,
       (select array_agg((o.node_id, o.conversation_ids, o.first_revs, o.last_revs, o.members_revs)::text order by o.id)
        from outbox o where o.tx = pg_current_xact_id()::text::bigint) as told
     from conversations c join conversation_members m on m.conversation_id = c.id and m.user_id = $1
     left join messages x on x.conversation_id = c.id and x.seq = c.last_seq
     order by c.id`,
    [people[0].id],
  );
  await client.query('rollback');
  return { result, left: left.rows };
}

const aDraft = (special: Partial<Draft>): Draft => ({
  conversationId: direct,
  senderId: people[0].id,
  clientId: randomUUID(),
  body: 'hello',
  subject: undefined,
  replyToSeq: undefined,
  origin: undefined,
  ...special,
});

const KINDS: [string, SendOutcome, () => Partial<Draft>][] = [
  ['to one person', SendOutcome.Sent, () => ({ conversationId: direct })],
  ['to a group', SendOutcome.Sent, () => ({ conversationId: group })],
  ['that was sent before', SendOutcome.Repeated, () => ({ conversationId: direct, ...sentBefore })],
  [
    'under the id of another',
    SendOutcome.OtherContent,
    () => ({ conversationId: direct, clientId: sentBefore.clientId, body: 'else' }),
  ],
  ['from a stranger', SendOutcome.NotMember, () => ({ conversationId: direct, senderId: people[2].id })],
  ['to no conversation', SendOutcome.NotMember, () => ({ conversationId: randomUUID() })],
  ['where others write', SendOutcome.NotForMembers, () => ({ conversationId: silent })],
  [
    'where others write, about something new',
    SendOutcome.NotForMembers,
    () => ({ conversationId: silent, subject: 'New' }),
  ],
  ['with a name that nobody has', SendOutcome.Sent, () => ({ conversationId: group, body: 'hello @nobody' })],
  ['to somebody who left', SendOutcome.RecipientInactive, () => ({ conversationId: left })],
  ['to somebody who blocks them', SendOutcome.SentHidden, () => ({ conversationId: shunned })],
  ['to somebody whom they block', SendOutcome.SenderBlocks, () => ({ conversationId: shunning })],
  [
    'to somebody whom they block, about something new',
    SendOutcome.SenderBlocks,
    () => ({ conversationId: shunning, subject: 'New' }),
  ],
];

describe('a message that comes alone', () => {
  it.each(KINDS)('is judged and kept as it would be in a crowd: %s', async (_, outcome, special) => {
    const draft = aDraft(special());
    const node = newId();

    const statement = sendStatement([draft], node);
    const alone = await tried(statement);
    const crowded = await tried({ text: SEND_BATCH.text, values: sendBatchValues([draft], node) });

    const copy = {
      senderId: people[1].id,
      sentAt: new Date(0),
      body: null,
      asked: { ...draft, place: { conversationId: group, seq: 1 } },
    };
    const forwarded = await tried(sendStatement([{ ...draft, forward: copy }], node));
    const isOther = outcome === SendOutcome.Repeated;
    expect(forwarded.result.outcome).toBe(isOther ? SendOutcome.OtherContent : outcome);
    const isRefused = outcome > SendOutcome.OtherContent && outcome !== SendOutcome.SentHidden;
    if (isRefused) expect(forwarded.left).toEqual(crowded.left);

    const usual = draft.subject ? 'send_batch' : 'send_plain';
    expect(statement.name).toBe(draft.body.includes('@') ? 'send_with_parts' : usual);
    expect(alone.result.outcome).toBe(outcome);
    if (!isRefused) expect(alone.result).toEqual(crowded.result);
    expect(alone.left).toEqual(crowded.left);
  });

  it.each(KINDS)('is judged and kept so with a file, too: %s', async (_, outcome, special) => {
    const { id } = await app.upload(people[0], 'a file', 'file.txt');
    const draft = aDraft({ ...special(), attachmentIds: [id as string] });
    const node = newId();

    const statement = sendStatement([draft], node);
    const attached = await tried(statement);
    const crowded = await tried({ text: SEND_BATCH.text, values: sendBatchValues([draft], node) });

    expect(statement.name).toBe('send_with_files');
    const parts = outcome === SendOutcome.Sent || outcome === SendOutcome.SentHidden ? ATTACHMENTS_PART.bit : 0;
    expect(attached).toEqual({ ...crowded, result: { ...crowded.result, parts } });
  });
});
