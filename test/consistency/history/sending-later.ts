import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { isCertain, type Reply } from './api.js';
import type { Chance } from './chance.js';
import type { Send } from './recording.js';

const ATTEMPTS = 6;
const RETRY_AFTER_MS = 300;

type Ask = (method: string, path: string, body?: unknown) => Promise<Reply>;

/** What somebody wrote to be sent later; `id` is known once that was acknowledged. */
interface Later {
  readonly send: Omit<Send, 'outcome'>;
  readonly id: string | undefined;
  /** For certain, or perhaps: nobody knows what became of the request. */
  takenBack: boolean | 'perhaps';
}

/** Writes messages to be sent in a moment, and changes their mind about some: takes them back or sends them at once. */
export class SendingLater {
  private readonly all: Later[] = [];
  private readonly thinking: Promise<void>[] = [];

  constructor(
    private readonly personId: string,
    private readonly name: string,
    private readonly ask: Ask,
    private readonly chance: Chance,
  ) {}

  async say(conversationId: string): Promise<void> {
    const clientId = randomUUID();
    const send = { clientId, conversationId, senderId: this.personId, begunAt: performance.now() };
    const seconds = this.chance.between(1, 4);
    const when = this.chance.isLuckyOnceIn(2)
      ? { holdSeconds: Math.round(seconds) }
      : { sendAt: new Date(Date.now() + seconds * 1_000).toISOString() };
    const body = { clientId, body: `${this.name} says later ${clientId}`, ...when };
    const reply = await this.certainly('POST', `/conversations/${conversationId}/messages`, body);
    // Its time may have come before it was asked for again: then it is a message already, and answered as one.
    const id: string | undefined = reply?.status === 202 ? reply.body.scheduled.id : undefined;
    const later: Later = { send, id, takenBack: false };
    if (reply && reply.status >= 400) later.takenBack = 'perhaps';
    this.all.push(later);
    if (id !== undefined) this.thinking.push(this.thinkAgain(later, id));
  }

  /** Asks until nothing waits, and says what became of each. */
  async settled(withinMs: number): Promise<Send[]> {
    const deadline = performance.now() + withinMs;
    await Promise.all(this.thinking);
    for (;;) {
      const reply = await this.certainly('GET', '/messages/scheduled');
      const items: { id: string; state: string }[] | undefined = reply?.status === 200 ? reply.body.items : undefined;
      if (items && !items.some(({ state }) => state === 'waiting')) {
        const failed = new Set(items.map(({ id }) => id));
        return this.all.map((later) => ({ ...later.send, outcome: outcomeOf(later, failed) }));
      }
      if (performance.now() > deadline) throw new Error(`What ${this.name} is to send later still waits.`);
      await delay(RETRY_AFTER_MS);
    }
  }

  private async thinkAgain(later: Later, id: string): Promise<void> {
    await delay(this.chance.between(0, 2_000));
    if (this.chance.isLuckyOnceIn(3)) {
      const reply = await this.ask('DELETE', `/messages/scheduled/${id}`);
      if (reply.status === 204) later.takenBack = true;
      else if (!isCertain(reply.status)) later.takenBack = 'perhaps';
    } else if (this.chance.isLuckyOnceIn(3)) {
      await this.ask('POST', `/messages/scheduled/${id}/send`);
    }
  }

  private async certainly(method: string, path: string, body?: unknown): Promise<Reply | undefined> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const reply = await this.ask(method, path, body);
      if (isCertain(reply.status)) return reply;
      await delay(RETRY_AFTER_MS);
    }
    return undefined;
  }
}

function outcomeOf({ id, takenBack }: Later, failed: ReadonlySet<string>): Send['outcome'] {
  if (takenBack === true) return 'refused';
  if (takenBack === 'perhaps' || id === undefined) return 'unknown';
  return failed.has(id) ? 'refused' : 'scheduled';
}
