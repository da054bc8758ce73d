import { WebSocket } from 'ws';
import { ask } from './api.js';
import type { Chance } from './chance.js';
import type { Node } from './installation.js';
import type { Entry, Listening, Told } from './recording.js';

/** How long an acknowledgement may take before the device takes the fate of its message for unknown. */
const ACK_WITHIN_MS = 6_000;
const RECONNECT_AFTER_MS = 100;

interface Known {
  rev: number;
  readonly entries: Map<number, Entry>;
  catching: Promise<void> | undefined;
  newestHeardOf: number;
}

type Answer =
  | { readonly type: 'ack'; readonly message: RawMessage }
  | { readonly type: 'error'; readonly problem: { status: number } };

/** A message as the API shows it. */
export interface RawMessage {
  readonly conversationId: string;
  readonly seq: number;
  readonly rev: number;
  readonly kind: string;
  readonly clientId: string;
  readonly sender: { readonly id: string };
  readonly body: string;
  readonly deletedAt: string | null;
}

export const entryOf = (message: RawMessage): Entry => ({
  seq: message.seq,
  rev: message.rev,
  clientId: message.clientId,
  senderId: message.sender.id,
  body: message.body,
  isDeleted: message.deletedAt !== null,
  isSystem: message.kind === 'system',
});

/**
 * One device of a person, as a good client is: it connects to some node, applies what it is told where the rev is the
 * next one, asks for the changes where it is not, and after an absence catches up with everything at once.
 */
export class Device {
  readonly told: Told[] = [];
  private readonly heard: Omit<Listening, 'stoodToTheEnd'>[] = [];
  /** The connection that stood when all was quiet. */
  private lasting: string | undefined;
  private readonly known = new Map<string, Known>();
  private readonly waiting = new Map<number, (answer: Answer | undefined) => void>();
  private socket: WebSocket | undefined;
  private connections = 0;
  private lastRef = 0;
  private isStopped = false;
  private syncing: Promise<boolean> = Promise.resolve(false);
  private node: Node;

  constructor(
    readonly name: string,
    readonly personId: string,
    private readonly token: () => string,
    private readonly nodes: readonly Node[],
    private readonly chance: Chance,
  ) {
    this.node = chance.oneOf(nodes);
    this.connect();
  }

  /** What it has of each conversation. */
  get views(): { conversationId: string; entries: Entry[] }[] {
    return [...this.known].map(([conversationId, { entries }]) => ({
      conversationId,
      entries: [...entries.values()].sort((a, b) => a.seq - b.seq),
    }));
  }

  /** From where on each connection has to be told. */
  get listenings(): Listening[] {
    return this.heard.map((one) => ({ ...one, stoodToTheEnd: one.connection === this.lasting }));
  }

  /** All is quiet: whoever is connected must have heard everything, before anybody asks. */
  rest(): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.lasting = this.connectionName;
  }

  /** Sends over the socket; undefined when the connection broke or nothing came back in time. */
  async send(conversationId: string, clientId: string, body: string): Promise<Answer | undefined> {
    const { socket } = this;
    if (socket?.readyState !== WebSocket.OPEN) return undefined;
    const ref = ++this.lastRef;
    const answer = await new Promise<Answer | undefined>((resolve) => {
      const timer = setTimeout(() => this.settle(ref, undefined), ACK_WITHIN_MS);
      this.waiting.set(ref, (found) => {
        clearTimeout(timer);
        resolve(found);
      });
      socket.send(JSON.stringify({ type: 'send', ref, conversationId, clientId, body }));
    });
    return answer;
  }

  /** Drops the connection, as a train in a tunnel does; it comes back by itself. */
  drop(): void {
    this.socket?.terminate();
  }

  /** Connected, and it has caught up with everything since; what failed the last time is tried again. */
  async isCurrent(): Promise<boolean> {
    if (this.socket?.readyState !== WebSocket.OPEN) return false;
    await this.syncing;
    this.syncing = this.sync();
    return this.syncing;
  }

  stop(): void {
    this.isStopped = true;
    this.socket?.terminate();
  }

  private connect(): void {
    if (this.isStopped) return;
    this.node = this.chance.oneOf(this.nodes);
    const socket = new WebSocket(`${this.node.url.replace('http', 'ws')}/api/v1/realtime`, { handshakeTimeout: 3_000 });
    this.connections++;
    const connection = this.connectionName;
    this.socket = socket;
    socket.on('open', () => socket.send(JSON.stringify({ type: 'hello', token: this.token() })));
    socket.on('error', () => undefined);
    socket.on('message', (data) => {
      // A frozen node may wake and tell an old connection: a client does not listen to that any more.
      if (socket === this.socket) this.hear(connection, JSON.parse(String(data)));
    });
    socket.on('close', () => {
      if (socket !== this.socket) return;
      for (const ref of [...this.waiting.keys()]) this.settle(ref, undefined);
      setTimeout(() => this.connect(), RECONNECT_AFTER_MS);
    });
  }

  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a frame, as JSON has it
  private hear(connection: string, frame: any): void {
    const { type, conversationId, rev, data, ref } = frame;
    if (type === 'ready') this.syncing = this.listen(connection);
    if (type === 'ack' || type === 'error') this.settle(ref, frame as Answer);
    if (type === 'ack') {
      this.note(connection, type, frame.message.conversationId, frame.message.rev);
      this.apply(frame.message.conversationId, frame.message.rev, frame.message);
    }
    if (type === 'member.removed' && data.userId === this.personId) this.stopListening(connection, conversationId);
    if (typeof rev !== 'number') return;
    const isMessage = type.startsWith('message.');
    if (isMessage || type === 'conversation.updated') {
      if (isMessage) this.note(connection, type, conversationId, rev);
      this.apply(conversationId, rev, isMessage ? data : undefined);
    }
  }

  private get connectionName(): string {
    return `${this.name} #${this.connections}`;
  }

  private note(connection: string, type: string, conversationId: string, rev: number): void {
    this.told.push({ connection, personId: this.personId, conversationId, type, rev, at: performance.now() });
  }

  /** Catches up; what comes from then on is told, or something is wrong. */
  private async listen(connection: string): Promise<boolean> {
    const isCurrent = await this.sync();
    if (!isCurrent || connection !== this.connectionName) return isCurrent;
    for (const [conversationId, { rev }] of this.known) {
      this.heard.push({ connection, personId: this.personId, conversationId, since: rev });
    }
    return true;
  }

  /** I am not in it any more; what a later membership brings begins with another connection. */
  private stopListening(connection: string, conversationId: string): void {
    this.known.delete(conversationId);
    const isOver = (one: { connection: string; conversationId: string }): boolean =>
      one.connection === connection && one.conversationId === conversationId;
    const at = this.heard.findIndex(isOver);
    if (at >= 0) this.heard.splice(at, 1);
  }

  private settle(ref: number, answer: Answer | undefined): void {
    this.waiting.get(ref)?.(answer);
    this.waiting.delete(ref);
  }

  private apply(conversationId: string, rev: number, message: RawMessage | undefined): void {
    const known = this.known.get(conversationId) ?? this.begin(conversationId);
    known.newestHeardOf = Math.max(known.newestHeardOf, rev);
    if (rev === known.rev + 1) {
      if (message) this.put(known, message);
      known.rev = rev;
    } else if (rev > known.rev) void this.catchUp(conversationId, known);
  }

  private begin(conversationId: string): Known {
    const known: Known = { rev: 0, entries: new Map(), catching: undefined, newestHeardOf: 0 };
    this.known.set(conversationId, known);
    return known;
  }

  private put(known: Known, message: RawMessage): void {
    const before = known.entries.get(message.seq);
    if (!before || before.rev <= message.rev) known.entries.set(message.seq, entryOf(message));
  }

  private catchUp(conversationId: string, known: Known): Promise<void> {
    return (known.catching ??= this.fetchChanges(conversationId, known).finally(() => (known.catching = undefined)));
  }

  private async fetchChanges(conversationId: string, known: Known): Promise<void> {
    for (;;) {
      const before = known.rev;
      const { status, body } = await this.get(`/conversations/${conversationId}/changes?afterRev=${before}&limit=200`);
      if (status !== 200) return;
      if (body.reset) return this.readAnew(conversationId, known);
      for (const message of body.items as RawMessage[]) this.put(known, message);
      known.rev = Math.max(known.rev, body.lastRev);
      if (!body.hasMore && (known.newestHeardOf <= known.rev || known.rev === before)) return;
    }
  }

  /** Too far behind for changes: the whole history is read. What changes meanwhile comes after the rev of its first page. */
  private async readAnew(conversationId: string, known: Known): Promise<void> {
    let rev: number | undefined;
    for (let [after, hasAfter] = [0, true]; hasAfter;) {
      const { status, body } = await this.get(`/conversations/${conversationId}/messages?after=${after}&limit=200`);
      if (status !== 200) return;
      rev ??= body.lastRev as number;
      for (const message of body.items as RawMessage[]) this.put(known, message);
      after = body.items.at(-1)?.seq ?? after;
      ({ hasAfter } = body);
    }
    known.rev = Math.max(known.rev, rev ?? 0);
  }

  private async sync(): Promise<boolean> {
    let cursor: string | undefined;
    do {
      const revs = Object.fromEntries([...this.known].map(([id, { rev }]) => [id, rev]));
      const request = { known: revs, ...(cursor && { cursor }) };
      const { status, body } = await ask(this.node, 'POST', '/sync', { token: this.token(), body: request });
      if (status !== 200) return false;
      for (const id of body.removed as string[]) this.known.delete(id);
      for (const { conversation, changes } of body.items) {
        const known = this.known.get(conversation.id) ?? this.begin(conversation.id);
        for (const message of changes?.items ?? []) this.put(known, message);
        if (!changes?.reset) known.rev = Math.max(known.rev, changes?.lastRev ?? 0);
        if (known.rev < conversation.lastRev) await this.catchUp(conversation.id, known);
      }
      cursor = body.nextCursor ?? undefined;
    } while (cursor);
    return true;
  }

  private get(path: string) {
    return ask(this.node, 'GET', path, { token: this.token() });
  }
}
