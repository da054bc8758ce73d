import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HistoryService } from '../../src/messages/reading/history.service.js';
import { type Person, TestApp } from '../support/test-app.js';

let app: TestApp;
let ana: Person;
let carl: Person;
let eve: Person;

beforeAll(async () => {
  app = await TestApp.start();
  [ana, carl, eve] = await app.people('ana', 'carl', 'eve');
});
afterAll(() => app.stop());

describe('what a node reads to tell its sockets of', () => {
  it('holds a change of the conversation with the rev that it took, never before what else took it', async () => {
    const group = await app.conversation(ana, carl, eve);
    const { rev: before } = await app.say(ana, group, 'before');
    await app.as(ana).patch(`/conversations/${group}`, { subject: 'Another name' }).expect(200);
    const history = app.nest.get(HistoryService);

    const early = await history.moved(group, before - 1, before);
    const whole = await history.moved(group, before, before + 1);

    expect(early?.messages.map(({ message }) => message.rev)).toEqual([before]);
    expect(early?.conversation).toBeUndefined();
    expect(whole?.messages.map(({ message }) => message.rev)).toEqual([before + 1]);
    expect(whole).toMatchObject({ metaRev: before + 1, conversation: { subject: 'Another name' } });
  });
});
