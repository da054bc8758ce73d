import { Injectable } from '@nestjs/common';
import type { ForwardedDto } from '../forwarding/dto/forwarded.dto.js';
import type { MessageDto } from '../shape/message.dto.js';
import type { MessagePlace } from '../shape/message-parts.js';
import { MessageShape } from '../shape/message-shape.js';
import { MessageContextRepository } from './message-context.repository.js';

/** What a message says, without addresses that open anything. */
export interface MessageWords {
  readonly subject: string | null;
  readonly body: string;
  /** What it copies, where it says something of its own too. */
  readonly forwarded: string | null;
  readonly fileNames: readonly string[];
}

/** Shows a stretch of a conversation to somebody who need not be in it: whoever decides about a message that was reported. */
@Injectable()
export class MessageContext {
  constructor(
    private readonly messages: MessageContextRepository,
    private readonly shape: MessageShape,
  ) {}

  /** The message, if it is there, and up to that many before and after it, as they are now and as frames show them. */
  async around({ conversationId, seq }: MessagePlace, count: number): Promise<MessageDto[]> {
    const rows = await this.messages.between(conversationId, seq - count, seq + count);
    return this.shape.all(rows, undefined);
  }
}

export function wordsOf(message: MessageDto): MessageWords {
  const { subject, body, attachments, forwarded } = message as MessageDto & { readonly forwarded?: ForwardedDto };
  return { subject, body, forwarded: forwarded?.body ?? null, fileNames: attachments.map(({ name }) => name) };
}
