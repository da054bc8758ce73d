import { Ground } from '../ground/ground.mjs';
import { gather, makePeople } from '../ground/people.mjs';
import { BODY } from '../load/texts.mjs';

const PEOPLE = 5_000;
const GROUP = 20;
/** Each makes groups of other people; they share no factor with the number of people. */
const STRIDES = [1, 7, 11, 13];
const MISSED_IN_EACH = 50;

/** Everybody loses the connection at once, as when a proxy restarts, and comes back with much to catch up with. */
export const comeback = {
  name: 'return',
  figures: [
    {
      id: 'return',
      title: 'Seconds until 5,000 people who were cut at once are back, each with 200 messages they missed',
      unit: 's',
      rows: [
        { label: 'the last of them', measure: 'last', target: { atMost: 20 } },
        { label: 'the middle one', measure: 'middle' },
        { label: 'tries that failed', measure: 'failures', unit: 'tries', target: { atMost: 0 } },
      ],
    },
  ],

  async prepare() {
    const ground = await Ground.prepare();
    const people = await makePeople(ground, PEOPLE);
    const groupsOf = await formGroups(ground, people);
    await writeMessages(ground);
    const { parley, load } = ground;

    return {
      workloads: {
        '5,000 come back': () =>
          load.ask('catchUp', {
            kind: 'parley',
            url: parley.realtimeUrl,
            port: parley.port,
            missed: STRIDES.length * MISSED_IN_EACH,
            people: people.map((person) => ({
              token: parley.tokenOf(person),
              known: Object.fromEntries(groupsOf.get(person).map((id) => [id, 0])),
            })),
          }),
      },
      close: () => ground.close(),
    };
  },
};

/** Everybody is in some groups, each time with other people; answers the groups of each person. */
async function formGroups(ground, people) {
  const crowds = STRIDES.flatMap((stride) => {
    const order = people.map((_, n) => people[(n * stride) % people.length]);
    return Array.from({ length: people.length / GROUP }, (_, n) => order.slice(n * GROUP, (n + 1) * GROUP));
  });
  const ids = await gather(ground, crowds);
  const groupsOf = new Map(people.map((person) => [person, []]));
  for (const [n, crowd] of crowds.entries()) for (const person of crowd) groupsOf.get(person).push(ids[n]);
  return groupsOf;
}

/** Messages in every group, of its members in turn. */
async function writeMessages(ground) {
  await ground.sql(
    `insert into messages (conversation_id, seq, rev, sender_id, client_id, request_hash, body, created_at)
     select g.id, n, n, g.members[1 + n % cardinality(g.members)], gen_random_uuid(), '\\x00112233445566778899aabbccddeeff',
       $2 || n, now()
     from (
       select conversation_id as id, array_agg(user_id) as members from conversation_members group by conversation_id
     ) g, generate_series(1, $1) n order by n`,
    [MISSED_IN_EACH, `${BODY} `],
  );
  await ground.sql(
    `update conversations set last_seq = $1, last_rev = $1, last_nonsystem_seq = $1, last_message_at = now()`,
    [MISSED_IN_EACH],
  );
  await ground.sql('vacuum analyze');
}
