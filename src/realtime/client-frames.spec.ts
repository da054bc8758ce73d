import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { ClientFrames, UnknownFrame } from './client-frames.js';
import { HelloFrame, PingFrame } from './frames/connection.frames.js';

describe('the frames that clients may send', () => {
  it('have one part of the server each that handles them', () => {
    const frames = new ClientFrames();
    frames.on(PingFrame, () => undefined);

    expect(frames.get('ping').frame).toBe(PingFrame);
    expect(() => frames.on(PingFrame, () => undefined)).toThrow('Two parts of the server handle ping.');
  });

  it.each(['dance', 'toString', '', 7, null, undefined])('are no others: %p', (type) => {
    const frames = new ClientFrames();
    frames.on(HelloFrame, () => undefined);
    frames.on(PingFrame, () => undefined);

    expect(() => frames.get(type)).toThrow(UnknownFrame);
    expect(() => frames.get(type)).toThrow('The type of a frame is one of hello, ping.');
  });
});
