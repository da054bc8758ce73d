import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Logger, pino } from 'pino';
import { createApplication } from '../../src/application.js';
import { readSettings, type Settings } from '../../src/config/settings.js';
import { TestDatabase } from './database.js';
import { Caller } from './caller.js';
import { TestSocket } from './test-socket.js';

/** That of everybody. */
export const PASSWORD = 'correct-horse-battery';

/** A person who is signed in. */
export interface Person {
  readonly id: string;
  readonly username: string;
  readonly password: string;
  readonly token: string;
  readonly refreshToken: string;
}

export interface Flags {
  readonly isStaff?: boolean;
  readonly isSuperuser?: boolean;
  readonly firstName?: string;
  readonly lastName?: string;
}

/** Parley on a real port with a database of its own. The first account is the superuser `root`. */
export class TestApp {
  private readonly sockets: TestSocket[] = [];
  private readonly companions: { stop(): Promise<void> }[] = [];

  private constructor(
    readonly nest: NestFastifyApplication,
    readonly database: TestDatabase,
    readonly settings: Settings,
    readonly url: string,
    /** The superuser who was made at set-up. */
    readonly root: Person,
  ) {}

  static async start(
    overrides: Partial<Settings> = {},
    log?: Logger,
    features: readonly Type[] = [],
  ): Promise<TestApp> {
    const { nest, database, settings, url } = await TestApp.bare(overrides, log, features);
    const anonymous = new Caller(url);
    const setUp = { token: settings.setupToken, username: 'root', email: 'root@parley.example', password: PASSWORD };
    const { body } = await anonymous.post('/setup', setUp).expect(201);
    return new TestApp(nest, database, settings, url, personOf(body));
  }

  /** The same with an empty database: nobody has an account yet. */
  static async bare(
    overrides: Partial<Settings> = {},
    log: Logger = pino({ level: 'error' }),
    features: readonly Type[] = [],
  ) {
    const database = await TestDatabase.create();
    const dataDir = await mkdtemp(join(tmpdir(), 'parley-files-'));
    const settings: Settings = {
      ...readSettings({ RATE_LIMITS: 'off', LOG_LEVEL: 'error', SETUP_TOKEN: 'the-set-up-token-of-tests' }),
      jwtSecrets: ['a-secret-of-at-least-32-bytes-for-tests'],
      databaseUrl: database.url,
      dataDir,
      ...overrides,
    };
    const nest = await createApplication(settings, log, { features });
    await nest.listen(0, '127.0.0.1');
    const url = (await nest.getUrl()).replace('localhost', '127.0.0.1');
    return { nest, database, settings, url };
  }

  /** Calls the API as somebody. */
  as(person: Pick<Person, 'token'>): Caller {
    return new Caller(this.url, person.token);
  }

  /** Calls the API signed out. */
  anonymous(): Caller {
    return new Caller(this.url);
  }

  /** Makes an account through the console and signs it in. */
  async person(username: string, flags: Flags = {}): Promise<Person> {
    const account = { username, email: `${username}@parley.example`, password: PASSWORD, ...flags };
    await this.as(this.root).post('/admin/users', account).expect(201);
    return this.signIn(username);
  }

  async people<const Names extends readonly string[]>(
    ...usernames: Names
  ): Promise<{ [Index in keyof Names]: Person }> {
    const people = [];
    for (const username of usernames) people.push(await this.person(username));
    return people as unknown as { [Index in keyof Names]: Person };
  }

  /** Another session of an account. */
  async signIn(username: string, password = PASSWORD): Promise<Person> {
    const { body } = await this.anonymous().post('/auth/login', { login: username, password }).expect(200);
    return personOf(body);
  }

  /** Opens a signed-in socket. */
  async socketOf(person: Pick<Person, 'token'>): Promise<TestSocket> {
    const socket = await TestSocket.signIn(this.realtimeUrl, person.token);
    this.sockets.push(socket);
    return socket;
  }

  /** Opens a socket that has not said hello. */
  async strangerSocket(headers: Record<string, string> = {}): Promise<TestSocket> {
    const socket = await TestSocket.connect(this.realtimeUrl, headers);
    this.sockets.push(socket);
    return socket;
  }

  get realtimeUrl(): string {
    return `${this.url.replace('http', 'ws')}/api/v1/realtime`;
  }

  /** The id of the direct conversation of two people, or of a group when there are more. */
  async conversation(maker: Person, ...others: Person[]): Promise<string> {
    const [only] = others;
    const request =
      others.length === 1 && only
        ? { kind: 'direct', userId: only.id }
        : { kind: 'group', subject: 'Riverside pilot', memberIds: others.map((other) => other.id) };
    const { body } = await this.as(maker).post('/conversations', request);
    return body.id as string;
  }

  /** Sends a message and returns it. */
  async say(person: Person, conversationId: string, body: string, more: object = {}) {
    const message = { clientId: randomUUID(), body, ...more };
    return (await this.as(person).post(`/conversations/${conversationId}/messages`, message).expect(201)).body;
  }

  /** Uploads a file and returns the attachment. */
  async upload(person: Person, bytes: Uint8Array<ArrayBuffer> | string, name = 'notes.txt', type = 'text/plain') {
    return (await this.as(person).upload('/attachments', bytes, name, type).expect(201)).body;
  }

  /** Ends everything; fails when any frame of any socket was not as `asyncapi.yaml` says. */
  /** Stops that too when this stops: what outlives the database of a test disturbs the next file. */
  endsWith(companion: { stop(): Promise<void> }): void {
    this.companions.push(companion);
  }

  async stop(): Promise<void> {
    for (const { socket } of this.sockets) socket.terminate();
    for (const companion of this.companions) await companion.stop();
    await this.nest.close();
    await this.database.drop();
    await rm(this.settings.dataDir, { recursive: true, force: true });
    expect(this.sockets.flatMap(({ violations }) => violations)).toEqual([]);
  }
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- an answer, checked where it matters
function personOf(session: any): Person {
  const { accessToken, refreshToken, user } = session;
  return { id: user.id, username: user.username, password: PASSWORD, token: accessToken, refreshToken };
}
