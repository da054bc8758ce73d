import { describe, expect, it } from 'vitest';
import type { MessageDto } from '../../api/models/message-dto';
import { eventually } from '../../testing/eventually';
import { aMessage, ANA, NOOR } from '../../state/sample-data';
import type { OutgoingMessage } from '../../state/outbox/outgoing-message';
import { logRows, rowKey, type LogContent } from './log-rows';

const outgoing = (about: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  clientId: 'mine',
  conversationId: 'c',
  body: 'On its way',
  createdAt: '2026-11-18T09:30:00.000Z',
  delivery: { kind: 'sending' },
  failedTries: 0,
  ...about,
});

describe('the rows of a conversation', () => {
  const rows = (content: Partial<LogContent>) =>
    logRows({ messages: [], outgoing: [], me: NOOR, dividerAfter: undefined, hasBefore: false, ...content });
  const messageRows = (content: Partial<LogContent>) => rows(content).filter((row) => row.kind === 'message');

  it('keep the row of a message when the server confirms it', () => {
    const before = messageRows({ outgoing: [outgoing()] });
    const after = messageRows({ messages: [aMessage({ sender: NOOR, clientId: 'mine' })], outgoing: [outgoing()] });

    expect(after).toHaveLength(1);
    expect(after[0]?.key).toBe(before[0]?.key);
    expect(after[0]?.key).toBe(rowKey('noor', 'mine'));
  });

  it('have a heading for each day', () => {
    const kinds = rows({
      messages: [
        aMessage({ seq: 1, createdAt: '2026-11-10T12:00:00.000Z' }),
        aMessage({ seq: 2, createdAt: '2026-11-10T12:01:00.000Z' }),
        aMessage({ seq: 3, createdAt: '2026-11-12T12:00:00.000Z' }),
      ],
    }).map((row) => row.kind);

    expect(kinds).toEqual(['day', 'message', 'message', 'day', 'message']);
  });

  it('stand together when one person writes within five minutes', () => {
    const [first, second, third] = messageRows({
      messages: [
        aMessage({ seq: 1, createdAt: '2026-11-10T12:00:00.000Z' }),
        aMessage({ seq: 2, createdAt: '2026-11-10T12:04:00.000Z' }),
        aMessage({ seq: 3, createdAt: '2026-11-10T12:10:00.000Z' }),
      ],
    });

    expect([first?.startsGroup, second?.startsGroup, third?.startsGroup]).toEqual([true, false, true]);
    expect([first?.endsGroup, second?.endsGroup]).toEqual([false, true]);
  });

  it('have the divider before the first unread message of somebody else', () => {
    const all = rows({
      messages: [aMessage({ seq: 1 }), aMessage({ seq: 2, sender: NOOR }), aMessage({ seq: 3 }), aMessage({ seq: 4 })],
      dividerAfter: 1,
    });

    expect(all.map((row) => row.kind)).toEqual(['day', 'message', 'message', 'new', 'message', 'message']);
  });

  it('have no divider before messages that only happen to be the first that are loaded', () => {
    const loaded = { messages: [aMessage({ seq: 41 }), aMessage({ seq: 42 })], dividerAfter: 3 };
    const kinds = (hasBefore: boolean) => rows({ ...loaded, hasBefore }).map(({ kind }) => kind);

    expect(kinds(true)).toEqual(['message']);
    expect(kinds(false)).toEqual(['day', 'new', 'message', 'message']);
  });

  it('do not change when earlier messages come in above', () => {
    const older = [aMessage({ seq: 39, sender: NOOR }), aMessage({ seq: 40 })];
    const loaded = [aMessage({ seq: 41 }), aMessage({ seq: 42 }), aMessage({ seq: 43, sender: NOOR })];
    const seen = rows({ messages: loaded, hasBefore: true });

    const later = rows({ messages: [...older, ...loaded], hasBefore: true });

    expect(seen).toHaveLength(2);
    expect(later.slice(-2)).toEqual(seen);
  });

  it('show the only message that is loaded', () => {
    expect(messageRows({ messages: [aMessage({ seq: 41 })], hasBefore: true })).toHaveLength(1);
  });

  it('quote a message as it is now, in words without marks', async () => {
    const replyTo = { seq: 1, sender: ANA, excerpt: 'before it was changed', deleted: false };
    const quoteOf = (quoted: MessageDto) =>
      messageRows({ messages: [quoted, aMessage({ seq: 2, sender: NOOR, replyTo })] })[1]?.replyTo;

    await eventually(() => expect(quoteOf(aMessage({ body: '**bold** words' }))?.excerpt).toBe('bold words'));
    expect(quoteOf(aMessage({ deletedAt: '2026-11-18T10:00:00.000Z' }))).toMatchObject({
      deleted: true,
      excerpt: null,
    });
    expect(messageRows({ messages: [aMessage({ seq: 2, replyTo })] })[0]?.replyTo).toEqual(replyTo);
  });

  it('end with what is on its way', () => {
    const bodies = messageRows({ messages: [aMessage()], outgoing: [outgoing()] }).map((row) => row.body);

    expect(bodies).toEqual(['Message 1', 'On its way']);
  });
});
