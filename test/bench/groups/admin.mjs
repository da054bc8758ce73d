import { Ground } from '../ground/ground.mjs';
import { makePeople } from '../ground/people.mjs';

const PEOPLE = Number(process.env.BENCH_ACCOUNTS ?? 100_000);
const COUNT = PEOPLE.toLocaleString('en');

const PAGES = {
  name: { label: 'by name', query: 'sort=name' },
  '-name': { label: 'by name, from the end', query: 'sort=-name' },
  lastLogin: { label: 'by last sign-in', query: 'sort=-lastLogin' },
  lastSeen: { label: 'by when they were seen', query: 'sort=-lastSeen' },
  joined: { label: 'by when they joined', query: 'sort=joined' },
  active: { label: 'active ones, by name', query: 'sort=name&status=active' },
  never: { label: 'those who never signed in, by name', query: 'sort=name&status=never' },
  inactive: { label: 'inactive for 90 days, by name', query: 'sort=name&inactiveDays=90' },
  locked: { label: 'locked ones', query: 'status=locked' },
  word: { label: 'a name', query: 'search=carbonara' },
  mistyped: { label: 'a name with a typing error', query: 'search=cabronara' },
  address: { label: 'a part of an address', query: 'search=bench4242%40' },
  letters: { label: 'two letters', query: 'search=ca' },
};

/** How long the console waits for a page of the list of people. */
export const admin = {
  name: 'admin',
  figures: [
    {
      id: 'admin',
      title: `Time of a page of 50 of the list of people, with the number of all, of ${COUNT} accounts`,
      unit: 'ms',
      rows: Object.entries(PAGES).map(([page, { label }]) => ({ label, measure: page, target: { atMost: 100 } })),
    },
  ],

  async prepare({ seconds, tell }) {
    const ground = await Ground.prepare();
    const { parley, load } = ground;
    tell(`making ${COUNT} people`);
    const [owner] = await makePeople(ground, PEOPLE);
    await nameThem(ground, owner);

    const page = async (name) => {
      const path = `/api/v1/admin/users?limit=50&${PAGES[name].query}`;
      const requests = [{ method: 'GET', path, token: parley.tokenOf(owner) }];
      const [took] = await load.ask('answerOneByOne', { servers: [{ port: parley.port, requests }], seconds });
      return { [name]: took };
    };

    return {
      workloads: Object.fromEntries(Object.entries(PAGES).map(([name, { label }]) => [label, () => page(name)])),
      close: () => ground.close(),
    };
  },
};

/** As different as names are: a hundred and twenty first ones, and last ones of three syllables of which most are few people's. */
async function nameThem(ground, { userId }) {
  await ground.sql(
    `with named as (
       select id, username, initcap(a[1 + h1 % 12] || a[1 + h2 % 10] || 'n') as first,
         initcap(a[1 + h2 % 20] || a[1 + h3 % 20] || a[1 + h1 / 100 % 20] || 'ra') as last, h1, h2, h3
       from (select id, username, abs(hashtext(username)) as h1, abs(hashtext('a' || username)) as h2,
               abs(hashtext('b' || username)) as h3 from users) u,
         (values (array['ca','lo','mi','ber','ta','ze','no','ri','pa','sul','vo','ki','fen','da','go','bona','hu','je','wer','xi'])) s(a)
     )
     update users u set first_name = n.first, last_name = n.last,
       folded_name = '|' || lower(n.first || ' ' || n.last) || '|' || n.username || '|',
       date_joined = now() - n.h1 % 1000 * interval '1 day',
       last_login = case when n.h2 % 10 > 0 then now() - n.h3 % 100 * interval '1 day' end,
       last_seen_at = case when n.h2 % 10 > 0 then now() - n.h3 % 90 * interval '1 day' end,
       is_active = n.h3 % 20 > 0 or u.id = $1, is_superuser = u.id = $1
     from named n where u.id = n.id`,
    [userId],
  );
  await ground.sql(
    `update users set last_name = 'Carbonara', folded_name = '|ben carbonara|' || username || '|'
     where username in ('bench100', 'bench200')`,
  );
  await ground.sql('vacuum analyze users');
}
