import { expect } from '@jest/globals';
import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino } from 'pino';
import { createApplication } from '../../src/application.js';
import { Bus } from '../../src/core/bus/bus.js';
import { Caller } from './caller.js';
import { eventually } from './eventually.js';
import type { Person, TestApp } from './test-app.js';
import { TestSocket } from './test-socket.js';

/** A second process on the same database, as behind a load balancer. */
export class AnotherNode {
  private stopped: Promise<void> | undefined;

  private constructor(
    readonly nest: NestFastifyApplication,
    private readonly url: string,
  ) {}

  /** It ends with the application it stands beside, when a test does not end it before. */
  static async beside(app: TestApp, features: readonly Type[] = []): Promise<AnotherNode> {
    const nest = await createApplication(app.settings, pino({ level: 'error' }), { features });
    await nest.listen(0, '127.0.0.1');
    const node = new AnotherNode(nest, (await nest.getUrl()).replace('localhost', '127.0.0.1'));
    app.endsWith(node);
    // The first word of a node is that it is there; until it is heard, a node that was alone says nothing.
    await eventually(() => expect(app.nest.get(Bus).isAlone).toBe(false));
    return node;
  }

  as({ token }: Pick<Person, 'token'>): Caller {
    return new Caller(this.url, token);
  }

  anonymous(): Caller {
    return new Caller(this.url);
  }

  socketOf({ token }: Pick<Person, 'token'>): Promise<TestSocket> {
    return TestSocket.signIn(this.realtimeUrl, token);
  }

  /** Opens a socket that has not said hello. */
  strangerSocket(): Promise<TestSocket> {
    return TestSocket.connect(this.realtimeUrl);
  }

  private get realtimeUrl(): string {
    return `${this.url.replace('http', 'ws')}/api/v1/realtime`;
  }

  stop(): Promise<void> {
    this.stopped ??= this.nest.close();
    return this.stopped;
  }
}
