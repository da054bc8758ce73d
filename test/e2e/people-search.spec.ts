import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { type Person, TestApp } from '../support/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

async function named(username: string, firstName: string, lastName: string): Promise<Person> {
  return app.person(username, { firstName, lastName });
}

async function found(search: string, more = ''): Promise<string[]> {
  const path = `/users?search=${encodeURIComponent(search)}${more}`;
  const { body } = await app.as(app.root).get(path).expect(200);
  return body.items.map((item: { username: string }) => item.username) as string[];
}

describe('a search for people', () => {
  it('finds names however they are written', async () => {
    await named('cdupre', 'Chloé', 'Dupre\u0301');
    await named('max.m', 'Max', 'Müller');
    await named('jose.n', 'José', 'Núñez');
    await named('olga', 'Olga', 'Øster');
    await named('pat', 'Pat', 'O’Brien');
    await named('irene', 'Irene', 'Adler');

    expect(await found('dupre')).toEqual(['cdupre']);
    expect(await found('Chloé Dupré')).toEqual(['cdupre']);
    expect(await found('muller')).toEqual(['max.m']);
    expect(await found('jose nu')).toEqual(['jose.n']);
    expect(await found('oster')).toEqual(['olga']);
    expect(await found("o'brien")).toEqual(['pat']);
    expect(await found('İRENE')).toEqual(['irene']);
    expect(await found('%')).toEqual([]);
  });

  it('shows who is meant first: the whole name, then how it begins, then how a word of it begins', async () => {
    await named('a.mariana', 'Mariana', 'Costa');
    await named('b.dana', 'Susana', 'Lee');
    await named('c.lee', 'Lee', 'Anadolu');
    await named('d.berg', 'Ana', 'Berg');
    await named('ana', 'Zoe', 'Zimmer');

    expect(await found('ana')).toEqual(['ana', 'd.berg', 'c.lee', 'a.mariana', 'b.dana']);
    const { body: first } = await app.as(app.root).get('/users?search=ana&limit=2').expect(200);
    expect(await found('ana', `&limit=2&cursor=${first.nextCursor}`)).toEqual(['c.lee', 'a.mariana']);
  });

  it('finds people under the name that they have now', async () => {
    const person = await named('renamed', 'Old', 'Nomen');

    await app.as(person).patch('/users/me', { lastName: 'Škvorecký' }).expect(200);

    expect([await found('skvorecky'), await found('old nomen')]).toEqual([['renamed'], []]);
  });
});

describe('news of a person', () => {
  it('reach those who share a conversation or watch them, and nobody where nothing changed', async () => {
    const [fay, gus, hal, ida] = await app.people('fay', 'gus', 'hal', 'ida');
    await app.conversation(fay, gus);
    const [colleague, watcher, stranger] = await Promise.all([gus, hal, ida].map((person) => app.socketOf(person)));
    if (!colleague || !watcher || !stranger) throw new Error('Three sockets were opened.');
    watcher.send({ type: 'watch', userIds: [fay.id] });
    await watcher.next('presence', (frame) => frame.data.userId === fay.id);

    await app.as(fay).patch('/users/me', { firstName: 'Fay' }).expect(200);
    const isOfFay = (frame: { data: { id: string } }) => frame.data.id === fay.id;
    await colleague.next('user.updated', isOfFay as never);
    await watcher.next('user.updated', isOfFay as never);
    // Told in this order, whatever changes nothing would have been told before.
    await app.as(fay).patch('/users/me', { firstName: 'Fay', about: '' }).expect(200);
    await app.as(fay).patch('/users/me', { addableBy: 'contacts' }).expect(200);
    await app.as(fay).patch('/users/me', { lastName: 'Fine' }).expect(200);

    await eventually(() =>
      expect(colleague.of('user.updated').map((frame) => frame.data.displayName)).toEqual(['Fay', 'Fay Fine']),
    );
    expect(stranger.of('user.updated')).toEqual([]);
  });
});
