import 'reflect-metadata';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Bus } from '../core/bus/bus.js';
import { ClientFrames } from '../realtime/client-frames.js';
import type { Connections } from '../realtime/connections.js';
import type { Audiences } from '../realtime/conversations/audiences.js';
import { ConversationHints } from '../realtime/conversations/conversation-hints.js';
import type { Sureness } from '../realtime/sureness.js';
import type { PresenceRepository } from './presence.repository.js';
import { Typing } from './typing.js';

const crowd = (size: number) => ['ana', ...Array.from({ length: size - 1 }, (_, i) => `person ${i}`)];

describe('who is told that somebody types', () => {
  const tell = jest.fn();
  const sendEphemeral = jest.fn<(frame: Buffer) => boolean>();
  let members: string[];
  let isSure: boolean;
  let hear: (message: { conversationId: string; userId: string; deaf: string[] }) => void;
  let blockers: string[];
  let typing: Typing;

  beforeEach(() => {
    jest.resetAllMocks();
    isSure = true;
    blockers = [];
    const audiences = { get: async () => ({ membersRev: 1, userIds: members }) };
    const sureness = {
      get isSure() {
        return isSure;
      },
    };
    const connections = { size: 1, of: () => [{ sendEphemeral }] } as unknown as Connections;
    typing = new Typing(
      new ClientFrames(),
      new ConversationHints(audiences as unknown as Audiences, connections, sureness as Sureness),
      connections,
      { tell, on: (_topic: string, listener: typeof hear) => (hear = listener) } as unknown as Bus,
      { blockersOf: async () => blockers } as unknown as PresenceRepository,
    );
    typing.onModuleInit();
  });

  it('is everybody else in a conversation of up to 100 people', async () => {
    members = crowd(100);
    await typing.typed('ana', 'c');

    expect(sendEphemeral).toHaveBeenCalledTimes(99);
    expect(tell.mock.calls).toEqual([['typing', { conversationId: 'c', userId: 'ana', deaf: [] }]]);
  });

  it('is nobody who blocks the typist, on other nodes neither', async () => {
    members = crowd(3);
    blockers = ['person 0'];
    await typing.typed('ana', 'c');
    hear({ conversationId: 'd', userId: 'ana', deaf: blockers });
    await Promise.resolve();

    expect(tell.mock.calls).toEqual([['typing', { conversationId: 'c', userId: 'ana', deaf: blockers }]]);
    expect(sendEphemeral.mock.calls.length).toBeLessThanOrEqual(2);
  });

  it.each([
    ['in a larger one', () => (members = crowd(101))],
    ['when the typist is no member', () => (members = ['ben', 'carl'])],
    ['while nobody knows whose rights were revoked', () => (isSure = false)],
  ])('is nobody %s', async (_when, arrange) => {
    members = crowd(2);
    arrange();
    await typing.typed('ana', 'c');

    expect([sendEphemeral.mock.calls, tell.mock.calls]).toEqual([[], []]);
  });

  it('hears it once in two seconds, whichever node it comes from, and it is not passed on again', async () => {
    members = crowd(2);
    hear({ conversationId: 'c', userId: 'ana', deaf: [] });
    await typing.typed('ana', 'c');
    await typing.typed('ana', 'd');

    expect(sendEphemeral).toHaveBeenCalledTimes(2);
    expect(tell.mock.calls).toEqual([['typing', { conversationId: 'd', userId: 'ana', deaf: [] }]]);
  });
});
