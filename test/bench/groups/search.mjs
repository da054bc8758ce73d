import { Ground } from '../ground/ground.mjs';
import { makePeople, pairUp } from '../ground/people.mjs';
import { indexAll, indexShare, secondsBehind, withoutIndexing } from '../ground/search-index.mjs';
import { MARKS, WORDS, writeWordedHistory } from '../ground/worded-history.mjs';
import { percentile } from '../statistics.mjs';

const ROWS = Number((process.env.BENCH_ROWS ?? '10000000').split(',').at(-1));
const PEOPLE = 1_000;
const SIZES = [20, 200, 2_000];
const TIMES = 20;
const WRITERS = 64;
const PAGE = 20;
const PAIRS = 3;

/** Of the nth try another one, spread over those from the first to the last. */
const wordAt = (first, last) => (n) => WORDS[first + ((n * 7_919) % (last - first))];
const anyWord = wordAt(0, WORDS.length);
const oftenUsed = wordAt(40, 400);
/** Nobody types it quite so. */
const mistyped = (word) => `${word.slice(0, 3)}${word.slice(4)}`;

/** What is asked for, how the prototype of this design answered with ten million messages, and what is asked of us. */
const KINDS = {
  'any word': [anyWord, ['7 / 71', '22 / 51', '46 / 90']],
  'a rare word': [wordAt(49_000, 50_000), ['4 / 15', '14 / 42', '36 / 58']],
  'a word in 1 %': [() => MARKS.percent, ['51 / 52', '86 / 101', '173 / 236']],
  'a word in 0.1 %': [() => MARKS.permille, ['34 / 45', '49 / 50', '86 / 102']],
  'the commonest word': [() => WORDS[0], ['55 / 86', '61 / 108', '115 / 144']],
  'the same, quoted': [() => `"${WORDS[0]}"`, ['34 / 59', '39 / 56', '74 / 101']],
  'two words': [(n) => `${oftenUsed(n)} ${oftenUsed(n + 1)}`, ['46 / 76', '90 / 151', '189 / 257']],
  'a phrase': [(n) => `"${WORDS[0]} ${WORDS[1 + (n % 5)]}"`, ['29 / 67', '63 / 153', '107 / 293']],
  'three letters': [(n) => oftenUsed(n).slice(0, 3), ['53 / 116', '67 / 102', '138 / 195']],
  code: [() => MARKS.code, ['64 / 93', '59 / 136', '132 / 250']],
  Japanese: [() => MARKS.han.slice(0, 3), ['5 / 8', '8 / 11', '21 / 31']],
  Russian: [() => MARKS.russian, ['4 / 6', '17 / 49', '26 / 57']],
  'from: and the commonest word': [() => `from:bench500 ${WORDS[0]}`, ['14 / 33', '35 / 74', '52 / 109']],
  'in: and a word': [(n) => `in:"Group 1" ${oftenUsed(n)}`, ['18 / 27', '17 / 39', '23 / 42']],
  'before: and a word': [(n) => `before:13m ${oftenUsed(n)}`, ['52 / 56', '101 / 121', '426 / 672']],
  'the best': [(n) => oftenUsed(n), ['70 / 198', '284 / 387', '309 / 584'], { sort: 'best' }],
  'a typing error': [(n) => mistyped(oftenUsed(n)), ['37 / 110', '81 / 267', '255 / 1,393']],
};

const TARGETS = { 20: [100, 200], 200: [100, 200], 2_000: [200, 500] };
const TYPING_TARGET = [300, 1_000];

/** One figure for the middle search, one for the twentieth of twenty. */
const timesFigure = (which, id, title) => ({
  id,
  title: `${title} among ${ROWS.toLocaleString('en')} messages`,
  unit: 'ms',
  rows: Object.entries(KINDS).flatMap(([kind, [, prototype]]) =>
    SIZES.map((size, n) => ({
      label: `${kind}, ${size.toLocaleString('en')} conversations (prototype ${prototype[n].split(' / ')[which]})`,
      measure: `${kind} ${size} ${which}`,
      target: { atMost: (kind === 'a typing error' ? TYPING_TARGET : TARGETS[size])[which] },
    })),
  ),
});

/** How long searches take, how large the index is, and what it costs those who write. */
export const search = {
  name: 'search',
  rounds: 1,
  figures: [
    timesFigure(0, 'search-median', 'The middle of twenty searches'),
    timesFigure(1, 'search-p95', 'The slowest but one of twenty searches'),
    {
      id: 'search-index',
      title: 'The index of the search',
      unit: '',
      rows: [
        { label: 'its size, as a share of the messages', measure: 'share', target: { atMost: 1 } },
        { label: 'messages indexed a second, once', measure: 'rate', unit: 'messages/s' },
        { label: 'behind, once people wrote as fast as they can', measure: 'behind', unit: 's', target: { atMost: 3 } },
      ],
    },
    {
      id: 'search-sends',
      title: 'Messages a second while they are indexed, as a share of those while they are not',
      unit: 'messages/s',
      rows: [{ label: 'sockets, 64 people', measure: 'sends', reference: 'sends alone', target: { atLeast: 0.95 } }],
    },
  ],
  measures: { 'sends alone': 'while nothing is indexed' },

  async prepare({ seconds, tell }) {
    tell(`writing ${ROWS.toLocaleString('en')} messages`);
    const ground = await Ground.prepare();
    const people = await makePeople(ground, PEOPLE);
    const writers = await pairUp(ground, people.slice(-WRITERS));
    const readers = await writeWordedHistory(ground, people, ROWS, SIZES);
    const rate = await indexAll(ground, tell);
    const { parley, load } = ground;

    const ask = async (kind, size, reader) => {
      const [queryOf, , more = {}] = KINDS[kind];
      const requests = Array.from({ length: TIMES }, (_, n) => ({
        method: 'GET',
        path: `/api/v1/messages/search?${new URLSearchParams({ q: queryOf(n), limit: PAGE, ...more })}`,
        token: parley.tokenOf(reader),
      }));
      const times = await load.ask('timesOf', { port: parley.port, requests });
      return { [`${kind} ${size} 0`]: percentile(times, 0.5), [`${kind} ${size} 1`]: percentile(times, 0.94) };
    };
    const send = async () => {
      const crowd = writers.map((person) => ({ ...person, token: parley.tokenOf(person) }));
      const options = { kind: 'parley', url: parley.realtimeUrl, people: crowd, inFlight: WRITERS };
      return (await load.ask('exchange', { ...options, seconds, serverPid: parley.pid })).perSecond;
    };

    return {
      workloads: {
        size: async () => ({ share: await indexShare(ground), rate }),
        ...Object.fromEntries(
          Object.keys(KINDS).flatMap((kind) =>
            SIZES.map((size, n) => [`${kind}, ${size}`, () => ask(kind, size, readers[n])]),
          ),
        ),
        sends: async () => {
          const [alone, indexed, late] = [[], [], []];
          // In turn, so that a noisy moment disturbs both.
          for (let n = 0; n < PAIRS; n++) {
            alone.push(await withoutIndexing(ground, send));
            await secondsBehind(ground);
            indexed.push(await send());
            late.push(await secondsBehind(ground));
          }
          return { 'sends alone': percentile(alone, 0.5), sends: percentile(indexed, 0.5), behind: Math.max(...late) };
        },
      },
      close: () => ground.close(),
    };
  },
};
