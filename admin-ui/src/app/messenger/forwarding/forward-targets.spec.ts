import { describe, expect, it } from 'vitest';
import { aConversation, aMessage, ANA, NOOR } from '../../state/sample-data';
import { forwardTargets } from './forward-targets';

const at = (hour: number) => aMessage({ createdAt: new Date(Date.UTC(2026, 10, 18, hour)).toISOString() });
const direct = aConversation({ id: 'direct', lastMessage: at(9) });
const group = aConversation({ id: 'group', kind: 'group', subject: 'Riverside', lastMessage: at(10) });
const silent = aConversation({
  id: 'silent',
  kind: 'group',
  subject: 'News',
  postingBy: 'admins',
  lastMessage: at(11),
});
const CARL = { id: 'carl', username: 'carl', displayName: 'Carl Domański', avatarUrl: null };
const names = (term: string, found = [ANA, CARL]) =>
  forwardTargets([direct, group, silent], found, term, NOOR.id).map(({ name }) => name);

describe('where a message can be forwarded to', () => {
  it('is where I write, the latest first, and who has no conversation with me yet', () => {
    expect(names('', [])).toEqual(['Riverside', 'Ana Berg']);
    expect(names('')).toEqual(['Riverside', 'Ana Berg', 'Carl Domański']);
  });

  it('has the term in its name, however that is written', () => {
    expect(names('ríver', [])).toEqual(['Riverside']);
    expect(names('ana', [ANA])).toEqual(['Ana Berg']);
  });

  it('is a group where only some write, to those who do', () => {
    const owned = { ...silent, me: { ...silent.me, role: 'owner' as const } };

    expect(forwardTargets([owned], [], '', NOOR.id).map(({ conversationId }) => conversationId)).toEqual(['silent']);
  });
});
