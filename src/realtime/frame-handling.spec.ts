import 'reflect-metadata';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { RecipientInactive } from '../messages/conversations/conversations.errors.js';
import { ServiceUnavailable } from '../core/errors/request-problems.js';
import type { RateLimiter } from '../core/http/rate-limit/rate-limiter.js';
import type { Authenticator } from '../core/security/authenticator.js';
import type { MessagesService } from '../messages/messages.service.js';
import { ClientFrames } from './client-frames.js';
import { ConnectionFrames } from './connection-frames.js';
import type { Connection } from './connection.js';
import { SendHandler } from './conversations/send-handler.js';
import { FrameHandler } from './client-frames.js';

const CONVERSATION = '01936f0a-7a9c-7c1e-b7a1-5d2f1c0e9b11';
const CLIENT = '6f1c2a9e-8a55-4f0e-9a77-0d5b2f0d8c11';

describe('sends for which the server is too full', () => {
  const send = jest.fn<MessagesService['send']>();
  const answers: string[] = [];
  const connection = {
    principal: { userId: 'ana' },
    isResting: false,
    rest: () => (connection.isResting = true),
    send: (frame: Buffer) => answers.push(frame.toString()),
  };
  const rateLimiter = { take: () => undefined } as unknown as RateLimiter;
  const frames = new ClientFrames();
  new ConnectionFrames(frames, {} as Authenticator).onModuleInit();
  new SendHandler(frames, { send } as unknown as MessagesService, rateLimiter).onModuleInit();
  const handler = new FrameHandler(frames, rateLimiter);
  const hear = (frame: object) => handler.handle(connection as unknown as Connection, JSON.stringify(frame));
  const sendFrame = (ref: number) => ({ type: 'send', ref, conversationId: CONVERSATION, clientId: CLIENT, body: 'x' });

  beforeEach(() => {
    jest.resetAllMocks();
    answers.length = 0;
    connection.isResting = false;
    send.mockRejectedValue(new ServiceUnavailable());
  });

  it('are refused one after the other, and nobody asks again before the pause is over', async () => {
    for (const ref of [1, 2, 3]) await hear(sendFrame(ref));
    expect(send).toHaveBeenCalledTimes(1);
    expect(answers).toEqual([1, 2, 3].map((ref): unknown => expect.stringContaining(`"ref":${ref},"problem":`)));
    for (const answer of answers) expect(answer).toContain('"code":"service_unavailable"');
    for (const answer of answers) expect(answer).toMatch(/,"retryAfter":1}$/);

    connection.isResting = false;
    await hear(sendFrame(4));
    expect(send).toHaveBeenCalledTimes(2);
  });

  it('say for how long, as far as the server knows', async () => {
    send.mockRejectedValue(new ServiceUnavailable('The server has no room left to write.', 30));
    await hear(sendFrame(1));
    send.mockRejectedValue(new RecipientInactive());
    connection.isResting = false;
    await hear(sendFrame(2));

    expect(answers[0]).toMatch(/,"retryAfter":30}$/);
    expect(answers[1]).not.toContain('retryAfter');
  });

  it('hold up nothing else', async () => {
    await hear(sendFrame(1));
    await hear({ type: 'ping', ref: 2 });

    expect(answers.at(-1)).toContain('{"type":"pong","ref":2}');
  });
});
