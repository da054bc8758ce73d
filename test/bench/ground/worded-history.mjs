import { fill } from './history.mjs';
import { gather } from './people.mjs';

/** Messages of a conversation, about. */
const MESSAGES_OF_ONE = 500;
const MEMBERS = 4;
const VOCABULARY = 50_000;
const SYLLABLES =
  'ka lo mi ne pu ra si to ve wa zu bri cho dal fen gor hal jin kel mar nor ost pel quin ros sul tam ur vin wex'.split(
    ' ',
  );

/** Words that nobody wrote, from the commonest to the rarest: of the nth there are far fewer than of the first. */
export const WORDS = Array.from({ length: VOCABULARY }, (_, n) => {
  const parts = [];
  for (let left = n + 900; left > 0; left = Math.floor(left / SYLLABLES.length)) {
    parts.push(SYLLABLES[left % SYLLABLES.length]);
  }
  return parts.join('');
});

/** What stands in a known share of all messages. */
export const MARKS = {
  percent: 'lighthouse',
  permille: 'windlass',
  code: 'flow_rate_v2',
  han: '東京都の水位計',
  russian: 'серверы',
};

/** Words as people use them: few very often, most hardly ever. Of each message 4 to 20, some with a mark after them. */
const BODY = `(
    select string_agg((select w.word from bench_words w where w.n = r.n), ' ')
    from (select floor(${VOCABULARY} * power(random(), 5))::int as n from generate_series(1, 4 + (seq % 17)::int)) r)
  || case when random() < 0.01 then ' ${MARKS.percent}' when random() < 0.001 then ' ${MARKS.permille}'
       when random() < 0.005 then ' ${MARKS.code}()' when random() < 0.01 then ' ${MARKS.han}'
       when random() < 0.01 then ' ${MARKS.russian}' else '' end`;

/**
 * Groups of a few people each, of which those who read are in 20, 200 and 2,000; and messages of many words in them. Answers
 * in how many each of the readers is.
 */
export async function writeWordedHistory(ground, people, total, sizes) {
  const count = Math.max(Math.max(...sizes) + 500, Math.round(total / MESSAGES_OF_ONE));
  const readers = people.slice(0, sizes.length);
  const others = people.slice(sizes.length);
  const crowds = Array.from({ length: count }, (_, n) => [
    ...Array.from({ length: MEMBERS }, (__, place) => others[(n * 13 + place * 7) % others.length]),
    ...readers.filter((___, which) => (n * 7) % count < sizes[which]),
  ]);
  await gather(ground, crowds);
  await ground.sql('create table bench_words (n int primary key, word text not null)');
  await ground.sql('insert into bench_words select n - 1, word from unnest($1::text[]) with ordinality w(word, n)', [
    WORDS,
  ]);
  await fill(ground, { total, hallShare: 0, body: BODY, values: [] });
  return readers;
}
