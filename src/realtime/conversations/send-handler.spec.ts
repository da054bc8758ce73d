import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkFrame } from '../frames/parse-frame.js';
import { SendFrame } from './messages.frames.js';
import { plainSend } from './send-handler.js';

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '',
    ' ',
    '\n \nHello  ',
    'nul\0',
    '\u200b',
    '\u2800',
    '\ufffc\u{1d159}',
    '\ud800',
    'x'.repeat(20_000),
    'x'.repeat(20_001),
    '🙂'.repeat(10_001),
  ),
);
const uuid = fc.oneof(
  { weight: 4, arbitrary: fc.uuid({ version: [4, 7] }) },
  fc.uuid(),
  fc.constantFrom('', 'x', '00000000-0000-0000-0000-000000000000', 'F47AC10B-58CC-4372-A567-0E02B2C3D479'),
);
const ref = fc.oneof(fc.double(), fc.integer(), text, fc.constant(null));

const frames = fc.record(
  {
    type: fc.constant('send'),
    ref,
    conversationId: uuid,
    clientId: uuid,
    body: fc.oneof({ weight: 6, arbitrary: text }, fc.constantFrom(7, null, ['x'])),
    subject: text,
    replyToSeq: fc.integer(),
    toString: text,
  },
  { requiredKeys: ['type', 'ref', 'conversationId', 'clientId', 'body'] },
);

/** One of the frames, mostly without the fields that few have. */
const plainFrames = fc.oneof(
  {
    weight: 3,
    arbitrary: frames.map(({ type, ref, conversationId, clientId, body }) => ({
      type,
      ref,
      conversationId,
      clientId,
      body,
    })),
  },
  frames,
);

describe('a send that is plain', () => {
  it('is one that every rule would have let through, and comes out the same', () => {
    let found = 0;
    fc.assert(
      fc.property(plainFrames, (frame) => {
        const plain = plainSend(frame);
        if (!plain) return;
        found++;
        expect(plain).toStrictEqual(checkFrame(SendFrame, frame));
      }),
      { numRuns: 2_000 },
    );
    expect(found).toBeGreaterThan(100);
  });
});
