import { textFrame } from './text-frame.js';

/** What the server tells without being asked; the names are API. */
export type EventType =
  | 'message.created'
  | 'message.updated'
  | 'message.deleted'
  | 'receipt.delivered'
  | 'receipt.read'
  | 'receipt.summary'
  | 'member.added'
  | 'member.removed'
  | 'conversation.created'
  | 'conversation.updated'
  | 'me.updated'
  | 'draft.updated'
  | 'typing'
  | 'presence'
  | 'user.updated'
  | 'session.revoked'
  | 'resync';

/** An event as it travels. Shared frames hold nothing that depends on who receives them. */
export interface EventFrame {
  readonly type: EventType;
  readonly conversationId: string | null;
  /** Null for what takes no rev. */
  readonly rev: number | null;
  readonly data: unknown;
}

/** An event that is serialised when somebody is there to get it, once for all of them. */
export class EncodedEvent {
  private dataText: string | undefined;
  private frame: Buffer | undefined;

  constructor(private readonly event: EventFrame) {}

  get bytes(): Buffer {
    return (this.frame ??= this.encode());
  }

  /** The message that the event is about, as the answer to the one who sent it. */
  acknowledge(ref: string | number): Buffer {
    return textFrame(`{"type":"ack","ref":${JSON.stringify(ref)},"message":${this.data}}`);
  }

  private get data(): string {
    return (this.dataText ??= JSON.stringify(this.event.data));
  }

  private encode(): Buffer {
    const { type, conversationId, rev } = this.event;
    const head = JSON.stringify({ type, conversationId, rev, at: new Date().toISOString() });
    return textFrame(`${head.slice(0, -1)},"data":${this.data}}`);
  }
}

/** Serialises an event. */
export function encodeEvent(event: EventFrame): Buffer {
  return new EncodedEvent(event).bytes;
}

/** Serialises an answer to one connection. */
export function encodeAnswer(answer: { type: 'ready' | 'ack' | 'pong' | 'error'; [member: string]: unknown }): Buffer {
  return textFrame(JSON.stringify(answer));
}
