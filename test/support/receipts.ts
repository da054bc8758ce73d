import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import { ReceiptTiming } from '../../src/receipts/receipt-timing.js';
import { AnotherNode } from './another-node.js';
import { eventually } from './eventually.js';
import { type Person, TestApp } from './test-app.js';
import type { Frame, TestSocket } from './test-socket.js';

/** No patience, so that a test need not have any. */
export const QUICKLY = { flushEveryMs: 20, summaryEveryMs: 20 };

/** Two impatient nodes on one database, and what people do on them about receipts. */
export class ReceiptNodes {
  private constructor(
    readonly app: TestApp,
    readonly other: AnotherNode,
  ) {}

  static async start(): Promise<ReceiptNodes> {
    const app = await TestApp.start();
    const nodes = new ReceiptNodes(app, await AnotherNode.beside(app));
    nodes.hurry();
    return nodes;
  }

  async stop(): Promise<void> {
    await this.other.stop();
    await this.app.stop();
  }

  /** Sets how patient both nodes are. */
  hurry(timing: Partial<ReceiptTiming> = QUICKLY): void {
    for (const { nest } of [this.app, this.other]) Object.assign(nest.get(ReceiptTiming), timing);
  }

  somebody(): Promise<Person> {
    return this.app.person(`p.${randomUUID().slice(0, 8)}`);
  }

  async people(count: number): Promise<Person[]> {
    const all: Person[] = [];
    for (let n = 0; n < count; n++) all.push(await this.somebody());
    return all;
  }

  async pair(): Promise<[Person, Person]> {
    return [await this.somebody(), await this.somebody()];
  }

  /** People with accounts who never sign in. */
  private async crowd(size: number): Promise<string[]> {
    const rows = await this.app.database.query<{ id: string }>(
      `insert into users (id, username, email, password, date_joined)
       select gen_random_uuid(), name, name || '@parley.example', 'none', now()
       from (select 'crowd.' || left(gen_random_uuid()::text, 13) as name from generate_series(1, $1)) names returning id`,
      [size],
    );
    return rows.map(({ id }) => id);
  }

  /** A group of so many, most of whom are never there. */
  async groupOf(size: number, maker: Person, ...others: Person[]): Promise<string> {
    const memberIds = [...others.map(({ id }) => id), ...(await this.crowd(size - 1 - others.length))];
    const group = { kind: 'group', subject: 'Everybody', memberIds };
    return (await this.app.as(maker).post('/conversations', group).expect(201)).body.id;
  }

  read(person: Person, id: string, seq: number) {
    return this.app.as(person).put(`/conversations/${id}/read`, { seq }).expect(204);
  }

  show(person: Person, readReceipts: boolean) {
    return this.app.as(person).patch('/users/me', { readReceipts }).expect(200);
  }

  decide(readReceipts: string) {
    return this.app.as(this.app.root).patch('/admin/settings', { readReceipts }).expect(200);
  }

  /** Whoever comes from now on does not see what was before them. */
  async hideHistory(id: string): Promise<void> {
    await this.app.database.query('update conversations set history_from_join = true where id = $1', [id]);
  }

  /** How far one has read, as the other sees it in the list of members. */
  async positionOf(person: Person, viewer: Person, id: string): Promise<number | null> {
    const { body } = await this.app.as(viewer).get(`/conversations/${id}/members`).expect(200);
    return body.items.find(({ user }: { user: { id: string } }) => user.id === person.id).lastReadSeq;
  }

  async newestSent(person: Person) {
    return (await this.app.as(person).get('/messages/sent?limit=1').expect(200)).body.items[0];
  }

  /** How far messages reached somebody, as it is stored. */
  async deliveredTo(person: Pick<Person, 'id'>, id: string): Promise<number> {
    const [row] = await this.app.database.query<{ seq: number }>(
      'select last_delivered_seq::int as seq from conversation_members where conversation_id = $1 and user_id = $2',
      [id, person.id],
    );
    return row?.seq ?? -1;
  }

  untilDelivered(person: Person, id: string, seq: number): Promise<void> {
    return eventually(async () => expect(await this.deliveredTo(person, id)).toBe(seq));
  }

  /** The marks of reading that are kept of a conversation. */
  marksIn(id: string) {
    return this.app.database.query<{ userId: string; seq: number }>(
      `select user_id as "userId", seq::int from read_marks where conversation_id = $1 order by seq, user_id`,
      [id],
    );
  }
}

/** What a socket was told of how far others are in a conversation. */
export function told(socket: TestSocket, type: 'read' | 'delivered', conversationId: string) {
  return socket
    .of(`receipt.${type}`)
    .filter((frame) => frame.conversationId === conversationId)
    .map(({ data: { userId, seq } }) => ({ userId, seq }));
}

export function untilTold(
  socket: TestSocket,
  type: 'read' | 'delivered',
  id: string,
  person: Person,
  seq: number,
): Promise<Frame> {
  return socket.next(
    `receipt.${type}`,
    (frame) => frame.conversationId === id && frame.data.userId === person.id && frame.data.seq === seq,
  );
}
