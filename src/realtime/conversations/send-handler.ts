import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ServiceUnavailable } from '../../core/errors/request-problems.js';
import { RateLimiter } from '../../core/http/rate-limit/rate-limiter.js';
import { MessagesService } from '../../messages/messages.service.js';
import { ClientFrames } from '../client-frames.js';
import type { Connection } from '../connection.js';
import { encodeAnswer } from '../frames/server-frame.js';
import { AckFrame, SendFrame } from './messages.frames.js';
import { plainSend } from './plain-send.js';

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
