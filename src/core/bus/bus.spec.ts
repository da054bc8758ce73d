import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Bus } from './bus.js';
import type { BusListener, BusTransport } from './bus-transport.js';

declare module './bus.js' {
  interface BusTopics {
    'spec.said': { n: number; text?: string };
  }
}

/** All nodes that share it hear each other at once. */
class Wire implements BusTransport {
  readonly maxBytes = 200;
  readonly payloads: string[] = [];
  static nodes: BusListener[] = [];
  private release: (() => void) | undefined;
  isSlow = false;

  start(listener: BusListener): void {
    Wire.nodes.push(listener);
  }

  async send(payloads: readonly string[]): Promise<void> {
    if (this.isSlow) await new Promise<void>((resolve) => (this.release = resolve));
    this.payloads.push(...payloads);
    for (const node of Wire.nodes) for (const payload of payloads) node.heard(payload);
  }

  finish(): void {
    this.release?.();
  }

  stop(): Promise<void> {
    return Promise.resolve();
  }
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('the bus', () => {
  let wire: Wire;
  let one: Bus;
  let other: Bus;
  let heard: number[];

  beforeEach(() => {
    Wire.nodes = [];
    wire = new Wire();
    one = new Bus(wire);
    other = new Bus(new Wire());
    for (const bus of [one, other]) bus.onApplicationBootstrap();
    heard = [];
    other.on('spec.said', ({ n }) => heard.push(n));
    Wire.nodes.forEach((node) => node.connected());
  });

  it('carries what one node says to the others, in order and in one payload for a turn', async () => {
    one.tell('spec.said', { n: 1 });
    one.tell('spec.said', { n: 2 });
    await turn();

    expect(heard).toEqual([1, 2]);
    expect(wire.payloads).toHaveLength(1);
  });

  it('does not tell a node what it said itself', async () => {
    one.on('spec.said', () => heard.push(-1));

    one.tell('spec.said', { n: 1 });
    await turn();

    expect(heard).toEqual([1]);
  });

  it('collects while a send is under way', async () => {
    wire.isSlow = true;
    one.tell('spec.said', { n: 1 });
    await turn();
    one.tell('spec.said', { n: 2 });
    one.tell('spec.said', { n: 3 });
    wire.isSlow = false;
    wire.finish();
    await turn();

    expect(heard).toEqual([1, 2, 3]);
    expect(wire.payloads).toHaveLength(2);
  });

  it('splits what does not fit into one payload', async () => {
    for (let n = 1; n <= 4; n++) one.tell('spec.said', { n, text: 'x'.repeat(60) });
    await turn();

    expect(heard).toEqual([1, 2, 3, 4]);
    expect(wire.payloads.map((payload) => payload.length <= wire.maxBytes)).not.toContain(false);
  });

  it('says nothing while nobody else is there, until somebody is heard', async () => {
    one.noteOthers(0, performance.now());
    one.tell('spec.said', { n: 1 });
    await turn();
    other.tell('spec.said', { n: 2 });
    await turn();
    one.tell('spec.said', { n: 3 });
    await turn();

    expect(heard).toEqual([3]);
    expect(wire.payloads).toHaveLength(1);
  });

  it('goes on talking to somebody who came while others were counted', async () => {
    const counting = performance.now();
    other.tell('spec.said', { n: 1 });
    await turn();
    one.noteOthers(0, counting);

    one.tell('spec.said', { n: 2 });
    await turn();

    expect(heard).toEqual([2]);
  });

  it('drops what is said while it is away, and says when it is back', async () => {
    const warn = jest.spyOn(Logger.prototype, 'warn').mockReturnValue();
    let returned = 0;
    one.onReturn(() => returned++);

    Wire.nodes[0]?.lost(new Error('cut'));
    const whileAway = one.isUp;
    one.tell('spec.said', { n: 1 });
    Wire.nodes[0]?.connected();
    one.tell('spec.said', { n: 2 });
    await turn();

    expect([whileAway, one.isUp, returned, heard]).toEqual([false, true, 1, [2]]);
    expect(warn).toHaveBeenCalledTimes(1);
    warn.mockRestore();
  });

  it('warns once when it cannot be reached from the start', () => {
    const warn = jest.spyOn(Logger.prototype, 'warn').mockReturnValue();
    const third = new Bus(new Wire());
    third.onApplicationBootstrap();

    for (let attempt = 1; attempt <= 3; attempt++) Wire.nodes[2]?.lost(new Error('nobody answers'));

    expect([third.isUp, warn.mock.calls.length]).toEqual([false, 1]);
    warn.mockRestore();
  });

  it('ignores what others say on its channel', () => {
    Wire.nodes[1]?.heard('good morning');

    expect(heard).toEqual([]);
  });
});
