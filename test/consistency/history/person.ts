import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { ask, isCertain, type Reply } from './api.js';
import type { Chance } from './chance.js';
import { Device, entryOf, type RawMessage } from './device.js';
import type { Node } from './installation.js';
import type { Entry, Outcome, Page, Send } from './recording.js';
import { SendingLater } from './sending-later.js';

const PAGE = 100;
const ATTEMPTS = 6;
const RETRY_AFTER_MS = 300;
/** An access token lives for fifteen minutes. */
const SIGN_IN_AGAIN_AFTER_MS = 8 * 60_000;

/** Somebody with two devices who writes, changes, deletes and reads, and notes down everything that comes of it. */
export class Person {
  readonly sends: Send[] = [];
  readonly pages: Page[] = [];
  readonly devices: Device[];
  /** What they wrote to be sent later. */
  readonly later: SendingLater;
  private readonly own: { conversationId: string; seq: number }[] = [];
  private readonly readUpTo = new Map<string, number>();
  private signedInAt = performance.now();

  constructor(
    readonly id: string,
    readonly name: string,
    readonly password: string,
    private token: string,
    private readonly nodes: readonly Node[],
    private readonly chance: Chance,
  ) {
    this.later = new SendingLater(
      id,
      name,
      (...request) => this.ask(this.chance.oneOf(this.nodes), ...request),
      chance,
    );
    this.devices = [1, 2].map((n) => new Device(`${name} ${n}`, id, () => this.token, nodes, chance));
  }

  /** One thing that people do. */
  async act(conversationIds: readonly string[]): Promise<void> {
    await this.signInAgain();
    const conversationId = this.chance.oneOf(conversationIds);
    const choice = this.chance.next();
    if (choice < 0.6) await this.say(conversationId);
    else if (choice < 0.7) await this.later.say(conversationId);
    else if (choice < 0.76) await this.change('PATCH');
    else if (choice < 0.79) await this.change('DELETE');
    else if (choice < 0.93) await this.readOn(conversationId);
    else if (choice < 0.99) await this.markRead(conversationId);
    else this.chance.oneOf(this.devices).drop();
  }

  /** Asks any node, until one of them has answered for certain; undefined when none did. */
  async certainly(method: string, path: string, body?: unknown): Promise<Reply | undefined> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const reply = await this.ask(this.chance.oneOf(this.nodes), method, path, body);
      if (isCertain(reply.status)) return reply;
      await delay(RETRY_AFTER_MS);
    }
    return undefined;
  }

  /** The whole of a conversation as this person sees it on a node, when everything is quiet. */
  async outcome(node: Node, conversationId: string): Promise<Outcome> {
    const entries: Entry[] = [];
    for (let hasAfter = true; hasAfter;) {
      const after = entries.at(-1)?.seq ?? 0;
      const { status, body } = await this.ask(node, 'GET', historyPath(conversationId, after, 200));
      if (status !== 200) throw new Error(`${this.name} cannot read ${conversationId} on ${node.name}: ${status}`);
      entries.push(...(body.items as RawMessage[]).map(entryOf));
      ({ hasAfter } = body);
    }
    const { body } = await this.ask(node, 'GET', `/conversations/${conversationId}`);
    const { unreadCount, me } = body;
    return {
      personId: this.id,
      node: node.name,
      conversationId,
      entries,
      lastReadSeq: me.lastReadSeq,
      unreadCount,
    };
  }

  private async say(conversationId: string): Promise<void> {
    const clientId = randomUUID();
    const begunAt = performance.now();
    const body = `${this.name} says ${clientId}`;
    const send = { clientId, conversationId, senderId: this.id, begunAt };
    let isInDoubt = false;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const { status, seq } = await this.try(conversationId, clientId, body, attempt);
      const endedAt = performance.now();
      if (seq !== undefined) {
        this.own.push({ conversationId, seq });
        this.sends.push({ ...send, endedAt, outcome: 'acknowledged', seq });
        return;
      }
      if (isCertain(status)) {
        // Refused now, but an earlier attempt may have come through.
        this.sends.push(isInDoubt ? { ...send, outcome: 'unknown' } : { ...send, endedAt, outcome: 'refused' });
        return;
      }
      isInDoubt = true;
      await delay(RETRY_AFTER_MS);
    }
    this.sends.push({ ...send, outcome: 'unknown' });
  }

  /** The first time mostly over a socket, then over HTTP and any node. */
  private async try(conversationId: string, clientId: string, body: string, attempt: number) {
    if (attempt === 0 && !this.chance.isLuckyOnceIn(3)) {
      const answer = await this.chance.oneOf(this.devices).send(conversationId, clientId, body);
      if (!answer) return { status: 0 };
      return answer.type === 'ack' ? { status: 201, seq: answer.message.seq } : { status: answer.problem.status };
    }
    const path = `/conversations/${conversationId}/messages`;
    const reply = await this.ask(this.chance.oneOf(this.nodes), 'POST', path, { clientId, body });
    return {
      status: reply.status,
      ...(reply.status < 300 && reply.status >= 200 && { seq: reply.body.seq as number }),
    };
  }

  private async change(method: 'PATCH' | 'DELETE'): Promise<void> {
    if (this.own.length === 0) return;
    const { conversationId, seq } = this.chance.oneOf(this.own.slice(-20));
    const path = `/conversations/${conversationId}/messages/${seq}${method === 'DELETE' ? '?for=everyone' : ''}`;
    const body = method === 'PATCH' ? { body: `${this.name} changed ${randomUUID()}` } : undefined;
    await this.ask(this.chance.oneOf(this.nodes), method, path, body);
  }

  private async readOn(conversationId: string): Promise<void> {
    const after = this.readUpTo.get(conversationId) ?? 0;
    const begunAt = performance.now();
    const { status, body } = await this.ask(
      this.chance.oneOf(this.nodes),
      'GET',
      historyPath(conversationId, after, PAGE),
    );
    if (status !== 200) return;
    const entries = (body.items as RawMessage[]).map(entryOf);
    this.pages.push({
      personId: this.id,
      conversationId,
      begunAt,
      endedAt: performance.now(),
      after,
      limit: PAGE,
      lastSeq: body.lastSeq,
      entries,
    });
    this.readUpTo.set(conversationId, entries.at(-1)?.seq ?? after);
  }

  private async markRead(conversationId: string): Promise<void> {
    const seq = this.readUpTo.get(conversationId) ?? 0;
    if (seq === 0) return;
    const isBack = this.chance.isLuckyOnceIn(4);
    await this.ask(this.chance.oneOf(this.nodes), 'PUT', `/conversations/${conversationId}/read`, {
      seq: isBack ? this.chance.between(1, seq) : seq,
      ...(isBack && { unread: true }),
    });
  }

  private async signInAgain(): Promise<void> {
    if (performance.now() - this.signedInAt < SIGN_IN_AGAIN_AFTER_MS) return;
    const reply = await this.certainly('POST', '/auth/login', { login: this.name, password: this.password });
    if (reply?.status !== 200) return;
    this.token = reply.body.accessToken;
    this.signedInAt = performance.now();
    // The sockets of the old session go on until its token ends; new ones begin with the new token.
    for (const device of this.devices) device.drop();
  }

  private ask(node: Node, method: string, path: string, body?: unknown): Promise<Reply> {
    return ask(node, method, path, { token: this.token, body });
  }
}

const historyPath = (conversationId: string, after: number, limit: number) =>
  `/conversations/${conversationId}/messages?after=${after}&limit=${limit}`;
