import { newId } from '../../../dist/src/core/database/id.js';

const NO_PASSWORD = '!';

/** Makes that many people, each signed in on one device, by SQL: thousands take a second. */
export async function makePeople(ground, count, { password = NO_PASSWORD, prefix = 'bench' } = {}) {
  const people = Array.from({ length: count }, () => ({ userId: newId(), sessionId: newId() }));
  await ground.sql(
    `insert into users (id, username, email, password, first_name, last_name, date_joined)
     select p.id, $2 || p.n, $2 || p.n || '@parley.example', $3, 'Ben ' || p.n, 'Chmark', now()
     from unnest($1::uuid[]) with ordinality p(id, n)`,
    [people.map(({ userId }) => userId), prefix, password],
  );
  await ground.sql(
    `insert into sessions (id, user_id, rotated_at, user_agent, ip, created_at, last_used_at)
     select p.session_id, p.user_id, now(), 'bench', '127.0.0.1', now(), now()
     from unnest($1::uuid[], $2::uuid[]) p(session_id, user_id)`,
    [people.map(({ sessionId }) => sessionId), people.map(({ userId }) => userId)],
  );
  return people.map((person, n) => ({ ...person, username: `${prefix}${n + 1}` }));
}

/** Gives each two of them a direct conversation; answers the people with its id. */
export async function pairUp(ground, people) {
  const pairs = [];
  for (let n = 0; n + 1 < people.length; n += 2) {
    pairs.push({ id: newId(), low: people[n].userId, high: people[n + 1].userId });
  }
  await ground.sql(
    `with pair as (select * from unnest($1::uuid[], $2::uuid[], $3::uuid[]) p(id, low, high)),
     made as (
       insert into conversations (id, kind, created_by, created_at, last_message_at, member_count)
       select id, 'direct', low, now(), now(), 2 from pair returning id
     ), joined as (
       insert into conversation_members (conversation_id, user_id, role, joined_at)
       select made.id, u.id, 'member', now() from made join pair using (id), lateral (values (low), (high)) u(id)
     )
     insert into direct_conversations (user_low, user_high, conversation_id)
     select least(low, high), greatest(low, high), made.id from made join pair using (id)`,
    [pairs.map(({ id }) => id), pairs.map(({ low }) => low), pairs.map(({ high }) => high)],
  );
  return people.map((person, n) => ({ ...person, conversationId: pairs[n >> 1].id }));
}

/** Makes a group of each of these lists of people; answers the ids. */
export async function gather(ground, crowds) {
  const groups = crowds.map((people) => ({ id: newId(), people }));
  await ground.sql(
    `insert into conversations (id, kind, subject, created_by, created_at, last_message_at, member_count)
     select g.id, 'group', 'Group ' || g.n, g.owner, now(), now(), g.size
     from unnest($1::uuid[], $2::uuid[], $3::int[]) with ordinality g(id, owner, size, n)`,
    [
      groups.map(({ id }) => id),
      groups.map(({ people: [owner] }) => owner.userId),
      groups.map(({ people }) => people.length),
    ],
  );
  const members = groups.flatMap(({ id, people }) => people.map(({ userId }) => ({ id, userId })));
  await ground.sql(
    `insert into conversation_members (conversation_id, user_id, role, joined_at)
     select m.id, m.user_id, 'member', now() from unnest($1::uuid[], $2::uuid[]) m(id, user_id)`,
    [members.map(({ id }) => id), members.map(({ userId }) => userId)],
  );
  return groups.map(({ id }) => id);
}
