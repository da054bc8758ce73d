import { computed, signal } from '@angular/core';

/** The languages that have a catalogue, each by the name its speakers give it, and from which side they are written. */
export const LANGUAGES = [
  { code: 'en', name: 'English', dir: 'ltr' },
  { code: 'de', name: 'Deutsch', dir: 'ltr' },
  { code: 'ar', name: 'العربية', dir: 'rtl' },
  { code: 'ja', name: '日本語', dir: 'ltr' },
] as const;

export type Language = (typeof LANGUAGES)[number]['code'];

const current = signal<Language>('en');

/** The language of the page. Read in a computed value or a template, it is read again when another one is chosen. */
export const language = current.asReadonly();

/** The locale for dates, numbers and lists: the language, as it is written where this browser's user lives. */
export const locale = computed(() => localeFor(current(), navigator.languages));

/** From now on the page speaks this language; its words have to be loaded before. */
export function speak(code: Language): void {
  current.set(code);
}

/** From which side a language is written. */
export function directionOf(code: Language): 'ltr' | 'rtl' {
  return LANGUAGES.find((one) => one.code === code)?.dir ?? 'ltr';
}

/** The first of the wanted languages that has a catalogue; English when none has. */
export function bestLanguage(wanted: readonly string[]): Language {
  return wanted.map((tag) => plain(tag).split('-')[0]?.toLowerCase()).find(isLanguage) ?? 'en';
}

/** Whether there is a catalogue for what was read from storage. */
export function isLanguage(code: unknown): code is Language {
  return LANGUAGES.some((one) => one.code === code);
}

/** `de-AT` for German where the browser prefers that to other German. */
export function localeFor(code: Language, wanted: readonly string[]): string {
  const tag = wanted.map(plain).find((one) => one.toLowerCase().startsWith(`${code}-`) && isWellFormed(one)) ?? code;
  // Some countries write Arabic with digits of its own; those within our texts are the others.
  return code === 'ar' ? new Intl.Locale(tag, { numberingSystem: 'latn' }).toString() : tag;
}

/** Some systems give browsers their own names of locales, like `de_DE.UTF-8` and `en-US@posix`, at which `Intl` throws. */
function plain(tag: string): string {
  return tag.replace(/[.@].*/, '').replaceAll('_', '-');
}

function isWellFormed(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}
