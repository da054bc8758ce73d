import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { answerAfter } from '../support/answer-after.js';
import { type Person, TestApp } from '../support/test-app.js';

let app: TestApp;
let staff: Person;
beforeAll(async () => {
  app = await TestApp.start();
  staff = await app.person('staff', { isStaff: true });
});
afterAll(() => app.stop());

const deactivate = (target: Pick<Person, 'id'>, heirs?: Record<string, string>, actor = staff) =>
  app.as(actor).patch(`/admin/users/${target.id}`, { isActive: false, ...(heirs && { heirs }) });
const group = async (owner: Person, ...members: Person[]) => {
  const memberIds = members.map(({ id }) => id);
  const request = { kind: 'group', subject: 'Riverside pilot', memberIds };
  return (await app.as(owner).post('/conversations', request).expect(201)).body.id as string;
};
const promote = (owner: Person, id: string, who: Person, role: string) =>
  app.as(owner).patch(`/conversations/${id}/members/${who.id}`, { role });
const ownersOf = async (id: string) =>
  (
    await app.database.query<{ username: string }>(
      `select u.username from conversation_members m join users u on u.id = m.user_id
       where m.conversation_id = $1 and m.role = 'owner' order by u.username`,
      [id],
    )
  ).map(({ username }) => username);
const isActive = async ({ id }: Pick<Person, 'id'>) =>
  (await app.as(app.root).get(`/admin/users/${id}`).expect(200)).body.isActive as boolean;
const lastLine = async (reader: Person, id: string) =>
  (await app.as(reader).get(`/conversations/${id}/messages?limit=1`).expect(200)).body.items.at(-1).system;

describe('deactivating somebody', () => {
  it('hands their groups to the oldest admin, else to the oldest member, and everybody sees it', async () => {
    const [owner, first, second] = await app.people('out.owner', 'out.first', 'out.second');
    const ofMembers = await group(owner, first);
    await app
      .as(owner)
      .post(`/conversations/${ofMembers}/members`, { userIds: [second.id] })
      .expect(204);
    const withAdmin = await group(owner, first);
    await app
      .as(owner)
      .post(`/conversations/${withAdmin}/members`, { userIds: [second.id] })
      .expect(204);
    await promote(owner, withAdmin, second, 'admin').expect(204);
    const socket = await app.socketOf(second);

    await deactivate(owner).expect(200);

    expect(await ownersOf(ofMembers)).toEqual(['out.first', 'out.owner']);
    expect(await ownersOf(withAdmin)).toEqual(['out.owner', 'out.second']);
    const line = { event: 'role_changed', actorId: staff.id, userIds: [second.id], value: 'owner' };
    expect(await lastLine(first, withAdmin)).toMatchObject(line);
    const told = await socket.next('me.updated', ({ conversationId }) => conversationId === withAdmin);
    expect(told['data']).toMatchObject({ me: { role: 'owner' } });
    await promote(second, withAdmin, first, 'admin').expect(204);
  });

  it('hands a group to who is named, in any case of the ids', async () => {
    const [owner, first, named] = await app.people('heir.owner', 'heir.first', 'heir.named');
    const id = await group(owner, first, named);

    await deactivate(owner, { [id.toUpperCase()]: named.id.toUpperCase() }).expect(200);

    expect(await ownersOf(id)).toEqual(['heir.named', 'heir.owner']);
  });

  it.each([
    ['is not in the group', 'stranger'],
    ['cannot sign in', 'inactive'],
    ['is the one who goes', 'owner'],
  ] as const)('refuses an heir who %s, and leaves everything as it was', async (_case, who) => {
    const people = {
      owner: await app.person(`bad.owner.${who}`),
      member: await app.person(`bad.member.${who}`),
      inactive: await app.person(`bad.inactive.${who}`),
      stranger: await app.person(`bad.stranger.${who}`),
    };
    const id = await group(people.owner, people.member, people.inactive);
    await deactivate(people.inactive).expect(200);

    const { body } = await deactivate(people.owner, { [id]: people[who].id }).expect(400);

    expect(body.errors).toMatchObject([{ pointer: `/heirs/${id}`, code: 'cannot_take_over' }]);
    expect(await isActive(people.owner)).toBe(true);
    expect(await ownersOf(id)).toEqual([people.owner.username]);
    await deactivate(people.owner, { [id]: people.member.id }).expect(200);
  });

  it('takes heirs only with it, and nothing but ids', async () => {
    const [person] = await app.people('heirs.of.nobody');
    const patch = (dto: object) => app.as(staff).patch(`/admin/users/${person.id}`, dto).expect(400);

    expect((await patch({ firstName: 'Ana', heirs: {} })).body.errors).toMatchObject([{ pointer: '/heirs' }]);
    expect((await patch({ isActive: false, heirs: { group: 'ana' } })).body.errors).toMatchObject([
      { pointer: '/heirs', code: 'invalid_heirs' },
    ]);
    expect((await patch({ isActive: false, heirs: [] })).body.errors).toMatchObject([{ pointer: '/heirs' }]);
  });

  it('leaves a group as it is that has another owner, or nobody else who can sign in', async () => {
    const [owner, other, gone] = await app.people('keep.owner', 'keep.other', 'keep.gone');
    const shared = await group(owner, other);
    await promote(owner, shared, other, 'owner').expect(204);
    const deserted = await group(owner, gone);
    await deactivate(gone).expect(200);
    const linesBefore = await lastLine(other, shared);

    await deactivate(owner).expect(200);

    expect(await ownersOf(shared)).toEqual(['keep.other', 'keep.owner']);
    expect(await lastLine(other, shared)).toEqual(linesBefore);
    expect(await ownersOf(deserted)).toEqual(['keep.owner']);
  });

  it('leaves no group without an owner, though both of its owners are deactivated at once', async () => {
    for (let n = 0; n < 5; n++) {
      const [one, two, member] = await app.people(`race.one${n}`, `race.two${n}`, `race.member${n}`);
      const id = await group(one, two, member);
      await promote(one, id, two, 'owner').expect(204);

      const answers = await Promise.all([deactivate(one), deactivate(two, undefined, app.root)]);

      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      expect(await ownersOf(id)).toContain(member.username);
    }
  });

  it('chooses anew when the heir was deactivated meanwhile', async () => {
    const [owner, first, second] = await app.people('late.owner', 'late.first', 'late.second');
    const id = await group(owner, first, second);
    await app.database.query(
      `update conversation_members set joined_at = joined_at - interval '1 day' where conversation_id = $1 and user_id = $2`,
      [id, first.id],
    );

    const answer = await answerAfter(app, ['update users set is_active = false where id = $1', first.id], () =>
      deactivate(owner),
    );

    expect(answer.status).toBe(200);
    expect(await ownersOf(id)).toEqual(['late.owner', 'late.second']);
  });

  it('hands nothing to somebody who leaves the group at that moment', async () => {
    const [owner, first, second] = await app.people('left.owner', 'left.first', 'left.second');
    const id = await group(owner, first);
    await app
      .as(owner)
      .post(`/conversations/${id}/members`, { userIds: [second.id] })
      .expect(204);
    const leaving = `delete from conversation_members m
      using (select c.id from conversations c where c.id = $1 for no key update) c
      where m.conversation_id = c.id and m.user_id = $2`;

    const answer = await answerAfter(app, [leaving, id, first.id], () => deactivate(owner));

    expect(answer.status).toBe(200);
    expect(await ownersOf(id)).toEqual(['left.owner', 'left.second']);
  });

  it('hands nothing over a second time, and nothing back', async () => {
    const [owner, first] = await app.people('back.owner', 'back.first');
    const id = await group(owner, first);
    await deactivate(owner).expect(200);
    const line = await lastLine(first, id);
    await deactivate(owner).expect(200);

    await app.as(staff).patch(`/admin/users/${owner.id}`, { isActive: true }).expect(200);

    expect(await lastLine(first, id)).toEqual(line);
    expect(await ownersOf(id)).toEqual(['back.first', 'back.owner']);
    await app.signIn(owner.username);
  });
});
