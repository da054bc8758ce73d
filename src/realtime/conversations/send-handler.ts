import { Injectable, type OnModuleInit } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { ServiceUnavailable } from '../../core/errors/request-problems.js';
import { RateLimiter } from '../../core/http/rate-limit/rate-limiter.js';
import { hasVisibleText, isStorableText, trimBody } from '../../core/http/text.js';
import { MAX_BODY_LENGTH } from '../../messages/message-limits.js';
import { MessagesService } from '../../messages/messages.service.js';
import { ClientFrames } from '../client-frames.js';
import type { Connection } from '../connection.js';
import { isRef } from '../frames/ref.js';
import { encodeAnswer } from '../frames/server-frame.js';
import { AckFrame, SendFrame } from './messages.frames.js';

/** With its type. */
const FIELDS = 5;

/**
 * For the sends that came right behind one for which the server was too full. They are not even checked: refusing must
 * cost so little that those whom it can serve are served, however many it cannot.
 */
const TOO_SOON = new ServiceUnavailable('The server has too many messages to write. This one was not sent.');

/** Sends what comes over a socket in the same way as over HTTP, and acknowledges it. */
@Injectable()
export class SendHandler implements OnModuleInit {
  constructor(
    private readonly frames: ClientFrames,
    private readonly messages: MessagesService,
    private readonly rateLimiter: RateLimiter,
  ) {}

  onModuleInit(): void {
    this.frames.on(SendFrame, (connection, frame) => this.send(connection, frame), {
      plain: plainSend,
      whileResting: TOO_SOON,
    });
  }

  private async send(connection: Connection, frame: SendFrame): Promise<void> {
    this.rateLimiter.take('send', connection.principal.userId);
    const { ref, conversationId } = frame;
    const origin = { connection: connection.id, ref };
    const { message, isNew } = await this.messages.send(
      connection.principal,
      conversationId.toLowerCase(),
      frame,
      origin,
    );
    // The feed acknowledges a new message in its place among the events; a repeated one has no event.
    if (!isNew) connection.send(encodeAnswer(AckFrame, { ref, message }));
  }
}

/**
 * A send as nearly all are: without subject or reply, and nothing wrong with it. Undefined says nothing; whatever is not
 * that plain has to pass rule by rule, at ten times the cost.
 */
export function plainSend(value: Readonly<Record<string, unknown>>): SendFrame | undefined {
  const { ref, conversationId, clientId, body } = value;
  if (Object.keys(value).length !== FIELDS || !isRef(ref)) return undefined;
  if (!isId(conversationId) || !isId(clientId) || typeof body !== 'string' || !isStorableText(body)) return undefined;
  if (typeof ref === 'string' && !isStorableText(ref)) return undefined;
  const text = trimBody(body);
  // A text of so many UTF-16 units has no more code points.
  if (text.length > MAX_BODY_LENGTH || !hasVisibleText(text)) return undefined;
  return Object.assign(new SendFrame(), { ref, conversationId, clientId, body: text });
}

/** As `IsUUID` judges it, which the other sends have to pass. */
function isId(value: unknown): value is string {
  return isUUID(value);
}
