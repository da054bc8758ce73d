import type { Parts } from './catalogue';
import { parts as ar } from './ar/parts';
import { parts as de } from './de/parts';
import { parts as en } from './en/parts';
import { parts as ja } from './ja/parts';
import type { Language } from './language';

/** Every language that can be chosen, with all its texts. */
export const CATALOGUES: Readonly<Record<Language, Parts>> = { en, de, ar, ja };
