import { describe, expect, it, jest } from '@jest/globals';
import type { ConversationsService } from '../../messages/conversations/conversations.service.js';
import type { Connections } from '../connections.js';
import { Audiences } from './audiences.js';

describe('who is in a conversation', () => {
  it('is read again when somebody was removed while it was read', async () => {
    const lists = [['ana', 'ben'], ['ana']];
    const audience = jest.fn(() => Promise.resolve({ membersRev: 1, userIds: lists.shift() ?? [], visibleFrom: null }));
    const audiences = new Audiences({ audience } as unknown as ConversationsService, {} as Connections);

    const reading = audiences.get('riverside', 0);
    audiences.forget('riverside');

    expect((await reading).userIds).toEqual(['ana']);
    expect(audiences.peek('riverside', 0)?.userIds).toEqual(['ana']);
  });

  it('is read once, however often it is asked for', async () => {
    const audience = jest.fn(() => Promise.resolve({ membersRev: 1, userIds: ['ana'], visibleFrom: null }));
    const audiences = new Audiences({ audience } as unknown as ConversationsService, {} as Connections);

    await audiences.get('riverside', 0);

    expect((await audiences.get('riverside', 1)).userIds).toEqual(['ana']);
    expect(audience).toHaveBeenCalledTimes(1);
  });
});
