import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { type Person, TestApp } from './test-app.js';
import type { TestSocket } from './test-socket.js';

export let app: TestApp;
/** Ana blocks Ben, who must not find out. */
export let ana: Person;
export let ben: Person;
export let cem: Person;
/** Of Ana and Ben, in which both wrote; Ana has read it. */
export let direct: string;
/** Which test of the file it is, for the names of further people. */
export let turn = 0;
const sockets: TestSocket[] = [];

/** In the file that calls it each test has Ana, Ben and Cem anew, on one server. */
export function withBlockingPeople(): void {
  beforeAll(async () => {
    app = await TestApp.start();
  });
  beforeEach(async () => {
    turn += 1;
    [ana, ben, cem] = await app.people(`ana${turn}`, `ben${turn}`, `cem${turn}`);
    direct = await app.conversation(ana, ben);
    await app.say(ana, direct, 'The valve opens to the left');
    await app.say(ben, direct, 'Thank you');
    await readAll(ana);
  });
  afterEach(closeSockets);
  afterAll(() => app.stop());
}

export const block = (who: Person, whom: Person) => app.as(who).put(`/users/${whom.id}/block`);
export const unblock = (who: Person, whom: Person) => app.as(who).delete(`/users/${whom.id}/block`);
export const get = async (who: Person, path: string) => (await app.as(who).get(path).expect(200)).body;
export const bodies = async (who: Person, path: string) =>
  (await get(who, path)).items.map(({ body }: { body: string }) => body) as string[];
export const history = (who: Person, id = direct) => bodies(who, `/conversations/${id}/messages`);
export const listed = async (who: Person) =>
  (await get(who, '/conversations')).items as { id: string; unreadCount: number }[];
export const inList = async (who: Person, id = direct) => (await listed(who)).find((one) => one.id === id);
export const readAll = (who: Person) => app.as(who).post('/conversations/read').expect(204);

/** A socket that ends with the test. */
export async function listen(who: Person, to: Pick<TestApp, 'socketOf'> = app): Promise<TestSocket> {
  const socket = await to.socketOf(who);
  sockets.push(socket);
  return socket;
}

/** Ends them before the test does, as a node has to be stopped without any. */
export async function closeSockets(): Promise<void> {
  await Promise.all(sockets.splice(0).map((socket) => socket.close()));
}

/** Whatever was told before it has come once this has. */
export async function settled(socket: TestSocket): Promise<void> {
  await socket.ask({ type: 'ping' });
}
