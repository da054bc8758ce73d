import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SOURCE = 'node_modules/emojibase-data';
const TARGET = 'admin-ui/src/app/compose/emoji/data';
/** Those of the client that the data has; Arabic is not among them. */
const LANGUAGES = ['en', 'de', 'ja'];
/** Of Unicode's emoji; newer ones are not drawn by all systems that people have, nor known to all servers. */
const NEWEST = 15.1;
/** By the numbers that the data gives them; those that only stand inside others are left out. */
const GROUPS = {
  smileys: 0,
  people: 1,
  animals: 3,
  food: 4,
  travel: 5,
  activities: 6,
  objects: 7,
  symbols: 8,
  flags: 9,
};

/** Writes the emoji that the client offers, and what they are called in each language. */
export async function emoji() {
  for (const { file, content } of made()) {
    writeFileSync(file, content);
    console.log(`${file} ${(content.length / 1000).toFixed(1)} kB`);
  }
}

/** Which of the files are not as the data says; empty when all are. */
export function staleEmoji() {
  const stale = made().filter(({ file, content }) => content !== readFileSync(file, 'utf8'));
  return stale.map(({ file }) => `${file} is not what emojibase-data says; run npm run emoji.`).join('\n');
}

function made() {
  const groups = Object.entries(GROUPS).map(([name, group]) => [name, inGroup('en', group)]);
  const all = groups.map(([name, entries]) => [name, entries.map(spelled).join(' ')]);
  const words = LANGUAGES.map((language) => {
    const ofGroup = (group) => inGroup(language, group).map(wordsOf);
    return { file: join(TARGET, `${language}.json`), content: json(Object.values(GROUPS).flatMap(ofGroup)) };
  });
  return [{ file: join(TARGET, 'all.json'), content: json(Object.fromEntries(all)) }, ...words];
}

/** In the order of the keyboards of phones. */
function inGroup(language, group) {
  const entries = JSON.parse(readFileSync(join(SOURCE, language, 'data.json'), 'utf8'));
  return entries
    .filter((entry) => entry.group === group && entry.version <= NEWEST)
    .toSorted((a, b) => a.order - b.order);
}

/** No emoji ends so. */
const HAS_TONES = '~';
const RECOMMENDED = new RegExp('^\\p{RGI_Emoji}$', 'v');

/** As Unicode recommends; the data also says of some that they are emoji which are nothing else. Marked when it has skin tones. */
function spelled({ emoji, skins = [] }) {
  const recommended = RECOMMENDED.test(emoji) ? emoji : emoji.replaceAll('\ufe0f', '');
  return skins.length > 0 ? `${recommended}${HAS_TONES}` : recommended;
}

/** Its name, and after a line what else finds it. */
function wordsOf({ label, tags = [] }) {
  const further = tags.filter((tag) => !label.toLowerCase().includes(tag.toLowerCase()));
  return further.length > 0 ? `${label}|${further.join(' ')}` : label;
}

/** As Prettier writes it. */
function json(value) {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
