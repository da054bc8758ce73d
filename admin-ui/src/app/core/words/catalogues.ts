import type { Parts } from './catalogue';
import { parts as de } from './de/parts';
import { parts as en } from './en/parts';
import type { Language } from './language';

/** Every language that can be chosen, with all its texts. */
export const CATALOGUES: Readonly<Record<Language, Parts>> = { en, de };
