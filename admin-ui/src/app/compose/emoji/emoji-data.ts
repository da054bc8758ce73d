import { foldedName } from '../../../../../src/users/folded-name.js';
import { type Language } from '../../core/words/language';

/** One that can be picked. */
export interface PickableEmoji {
  readonly emoji: string;
  readonly hasTones: boolean;
  /** In the language of the page. */
  readonly name: string;
  /** What it is called in every language, folded. */
  readonly names: string;
  /** Its names and what else finds it. */
  readonly words: string;
}

/** Those of one kind, in the order of the keyboards of phones. */
export interface EmojiGroup {
  readonly name: EmojiGroupName;
  readonly emoji: readonly PickableEmoji[];
}

export type EmojiGroupName =
  'smileys' | 'people' | 'animals' | 'food' | 'travel' | 'activities' | 'objects' | 'symbols' | 'flags';

/** In Arabic there are none: emoji are called as in English. */
const WORDS = {
  en: () => import('./data/en.json'),
  de: () => import('./data/de.json'),
  ja: () => import('./data/ja.json'),
} satisfies Partial<Record<Language, () => Promise<{ readonly default: readonly string[] }>>>;
type Named = keyof typeof WORDS;

const HAS_TONES = '~';

/** All that can be picked. Files of the app, so that they are there without a connection too. */
export async function loadEmoji(language: Language): Promise<readonly EmojiGroup[]> {
  const named = (Object.keys(WORDS) as Named[]).find((code) => code === language) ?? 'en';
  const others = (Object.keys(WORDS) as Named[]).filter((code) => code !== named);
  const [all, ...words] = await Promise.all([
    import('./data/all.json'),
    ...[named, ...others].map((code) => WORDS[code]().then((file) => file.default as readonly string[])),
  ]);
  let place = 0;
  return Object.entries(all.default).map(([name, emoji]) => ({
    name: name as EmojiGroupName,
    emoji: emoji.split(' ').map((spelled) => pickable(spelled, words, place++)),
  }));
}

/** Those whose names or other words begin with all of these. */
export function findEmoji(groups: readonly EmojiGroup[], wanted: string): readonly PickableEmoji[] {
  const all = groups.flatMap(({ emoji }) => emoji);
  const beginnings = foldedName(wanted).split(' ').filter(Boolean);
  if (beginnings.length === 0) return all.filter(({ emoji }) => emoji === wanted.trim());
  const areIn = (text: string): boolean => beginnings.every((beginning) => text.includes(` ${beginning}`));
  const found = all.filter(({ words }) => areIn(words));
  return [...found.filter(({ names }) => areIn(names)), ...found.filter(({ names }) => !areIn(names))];
}

function pickable(spelled: string, words: readonly (readonly string[])[], place: number): PickableEmoji {
  const all = words.map((ofLanguage) => ofLanguage[place] ?? '');
  const names = all.map((one) => one.split('|')[0] ?? '');
  const folded = (texts: readonly string[]): string => ` ${texts.map(foldedName).join(' ')}`;
  const [name = ''] = names;
  const hasTones = spelled.endsWith(HAS_TONES);
  return { emoji: spelled.replace(HAS_TONES, ''), hasTones, name, names: folded(names), words: folded(all) };
}
