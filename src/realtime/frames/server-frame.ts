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

/** Serialises an event once for all who receive it. */
export function encodeEvent({ type, conversationId, rev, data }: EventFrame): Buffer {
  return Buffer.from(JSON.stringify({ type, conversationId, rev, at: new Date().toISOString(), data }));
}

/** Serialises an answer to one connection. */
export function encodeAnswer(answer: { type: 'ready' | 'ack' | 'pong' | 'error'; [member: string]: unknown }): Buffer {
  return Buffer.from(JSON.stringify(answer));
}
