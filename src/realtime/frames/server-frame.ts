import type { FrameClass } from './frame-classes.js';
import { textFrame } from './text-frame.js';

/** An event as it travels. Shared frames hold nothing that depends on who receives them. */
export interface EventFrame {
  readonly type: string;
  readonly conversationId: string | null;
  /** Null for what takes no rev. */
  readonly rev: number | null;
  readonly data: unknown;
  /** Not told: the newest message that it is about. Who sees the history only from a later one on does not get it. */
  readonly newestSeq?: number;
  /** Not told: that only the author of its message gets it, or what it quotes. */
  readonly onlyForAuthor?: 'message' | 'quote';
  /** Not told: who of those in the conversation does not get it. */
  readonly notFor?: readonly string[];
}

/** What events have in common; `at` is added when one is serialised. */
interface EventFields {
  conversationId: string | null;
  rev: number | null;
  data: unknown;
}

/** An event with the fields that its class says. */
export function eventOf<Event extends EventFields>(
  { type }: FrameClass<Event>,
  conversationId: Event['conversationId'],
  rev: Event['rev'],
  data: Event['data'],
): EventFrame {
  return { type, conversationId, rev, data };
}

/** An event that is serialised when somebody is there to get it, once for all of them. */
export class EncodedEvent {
  private dataText: string | undefined;
  private frame: Buffer | undefined;

  constructor(private readonly event: EventFrame) {}

  get bytes(): Buffer {
    return (this.frame ??= this.encode());
  }

  /** What it tells, as JSON. */
  get data(): string {
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

/** Serialises an answer to one connection, with the fields that its class says. */
export function encodeAnswer<Answer extends object>({ type }: FrameClass<Answer>, fields: NoInfer<Answer>): Buffer {
  return textFrame(`{"type":"${type}",${JSON.stringify(fields).slice(1)}`);
}
