import { Injectable } from '@nestjs/common';
import type { MessageDto } from '../../messages/shape/message.dto.js';
import type { MessageOrigin } from '../../messages/messages.events.js';
import { Connections } from '../connections.js';
import type { Ref } from '../frames/ref.js';
import { EncodedEvent, encodeEvent, type EventFrame } from '../frames/server-frame.js';
import { textFrame } from '../frames/text-frame.js';
import type { Audience } from './audiences.js';
import { DeliveryTimes } from './delivery-times.js';
import { AckFrame, MessageCreatedEvent } from './messages.frames.js';

interface HandedListener {
  readonly maxMembers: number;
  readonly handed: (userId: string, message: MessageDto) => void;
}

/** Writes frames to the sockets of those who may have them, each serialised once for all. */
@Injectable()
export class ConversationDelivery {
  private readonly handedListeners: HandedListener[] = [];
  /** The largest conversation that anybody wants to hear of. */
  private maxHeardMembers = 0;

  constructor(
    private readonly connections: Connections,
    private readonly times: DeliveryTimes,
  ) {}

  /** Calls the listener with every message that is written to a socket of somebody, in conversations of up to so many. */
  onHanded(maxMembers: number, handed: HandedListener['handed']): void {
    this.handedListeners.push({ maxMembers, handed });
    this.maxHeardMembers = Math.max(this.maxHeardMembers, maxMembers);
  }

  /** To everybody in the audience, but for the connection it came from: that one is acknowledged. */
  deliver(frame: EventFrame, audience: Audience, origin?: MessageOrigin): void {
    const { userIds, visibleFrom } = audience;
    const message = userIds.length <= this.maxHeardMembers ? messageOf(frame) : undefined;
    const encoded = new EncodedEvent(frame);
    const { notFor, onlyForAuthor } = frame;
    let wasWritten = false;
    for (const userId of userIds) {
      if (notFor?.includes(userId)) continue;
      if (onlyForAuthor && (frame.data as MessageDto).sender.id !== userId) {
        if (onlyForAuthor === 'quote') this.deliver(withoutQuote(frame), { ...audience, userIds: [userId] });
        continue;
      }
      const bound = visibleFrom?.get(userId);
      let wasHanded = false;
      for (const connection of this.connections.of(userId)) {
        if (connection.id === origin?.connection) continue;
        const mine = bound === undefined ? encoded.bytes : encodedFrom(frame, bound);
        if (mine && connection.send(mine)) wasHanded = true;
      }
      wasWritten ||= wasHanded;
      if (wasHanded && message) this.handed(userId, message, userIds.length);
    }
    if (wasWritten && frame.type === MessageCreatedEvent.type) this.times.observe((frame.data as MessageDto).createdAt);
    if (origin) this.answer(frame, origin, encoded);
  }

  /** To the sender alone. */
  acknowledge(frame: EventFrame, origin: MessageOrigin): void {
    this.answer(frame, origin, new EncodedEvent(frame));
  }

  private handed(userId: string, message: MessageDto, members: number): void {
    for (const { maxMembers, handed } of this.handedListeners) if (members <= maxMembers) handed(userId, message);
  }

  private answer({ data }: EventFrame, { connection: id, ref }: MessageOrigin, encoded: EncodedEvent): void {
    for (const connection of this.connections.of((data as MessageDto).sender.id)) {
      if (connection.id === id) connection.send(acknowledgement(ref, encoded));
    }
  }
}

/** An `ack` with the message as it was serialised for the others. */
function acknowledgement(ref: Ref, { data }: EncodedEvent): Buffer {
  return textFrame(`{"type":"${AckFrame.type}","ref":${JSON.stringify(ref)},"message":${data}}`);
}

function messageOf({ type, data }: EventFrame): MessageDto | undefined {
  return type.startsWith('message.') ? (data as MessageDto) : undefined;
}

/** The frame for somebody who sees the history only from a seq on; undefined when it is about what lies before. */
function encodedFrom(frame: EventFrame, bound: number): Buffer | undefined {
  const message = messageOf(frame);
  if (!message) return (frame.newestSeq ?? bound) < bound ? undefined : encodeEvent(frame);
  if (message.seq < bound) return undefined;
  return encodeEvent(message.replyTo && message.replyTo.seq < bound ? withoutQuote(frame) : frame);
}

/** Of a message that quotes what its reader does not see. */
function withoutQuote({ type, conversationId, rev, data }: EventFrame): EventFrame {
  const message = data as MessageDto;
  const replyTo = { seq: message.replyTo?.seq, sender: null, excerpt: null, deleted: false };
  return { type, conversationId, rev, data: { ...message, replyTo } };
}
