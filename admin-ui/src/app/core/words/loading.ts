import { DOCUMENT, inject, Injectable } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { deviceStorage } from '../device-storage';
import { bestLanguage, isLanguage, type Language, language, speak } from './language';

/** The catalogue comes in parts: `base` before the first page, the others with the pages that need them. */
const PARTS = {
  en: {
    base: () => import('./en/base'),
    account: () => import('./en/account'),
    groups: () => import('./en/groups'),
    keys: () => import('./en/keys'),
    messenger: () => import('./en/messenger'),
    people: () => import('./en/people'),
    subjects: () => import('./en/subjects'),
    admin: () => import('./en/admin'),
    audit: () => import('./en/audit'),
    files: () => import('./en/files'),
    pictures: () => import('./en/pictures'),
    roles: () => import('./en/roles'),
  },
  de: {
    base: () => import('./de/base'),
    account: () => import('./de/account'),
    groups: () => import('./de/groups'),
    keys: () => import('./de/keys'),
    messenger: () => import('./de/messenger'),
    people: () => import('./de/people'),
    subjects: () => import('./de/subjects'),
    admin: () => import('./de/admin'),
    audit: () => import('./de/audit'),
    files: () => import('./de/files'),
    pictures: () => import('./de/pictures'),
    roles: () => import('./de/roles'),
  },
} satisfies Record<Language, Record<string, () => Promise<{ readonly words: object }>>>;

export type Part = keyof (typeof PARTS)['en'];

const KEY = 'parley.language';

/** Has the words of what is shown at hand, in the language that was chosen for this device. */
@Injectable({ providedIn: 'root' })
export class Words {
  private readonly transloco = inject(TranslocoService);
  private readonly root = inject(DOCUMENT).documentElement;
  private readonly parts = new Set<Part>(['base']);
  private readonly loaded = new Map<string, Promise<void>>();

  /** Speaks the language that was chosen here, else the first one of the browser that has a catalogue; with these parts too. */
  begin(...parts: readonly Part[]): Promise<void> {
    for (const part of parts) this.parts.add(part);
    return this.speak(remembered() ?? bestLanguage(navigator.languages));
  }

  /** Has these parts at hand, in whatever language is chosen from now on. */
  async load(...parts: readonly Part[]): Promise<void> {
    for (const part of parts) this.parts.add(part);
    await Promise.all(parts.map((part) => this.loadPart(language(), part)));
  }

  /** Speaks another language, now and on the next visits. Rejects when its words could not be loaded. */
  async choose(code: Language): Promise<void> {
    await this.speak(code);
    remember(code);
  }

  private async speak(code: Language): Promise<void> {
    // A page may ask for more meanwhile.
    for (let count = 0; count < this.parts.size;) {
      count = this.parts.size;
      await Promise.all([...this.parts].map((part) => this.loadPart(code, part)));
    }
    this.transloco.setActiveLang(code);
    this.root.lang = code;
    speak(code);
  }

  private loadPart(code: Language, part: Part): Promise<void> {
    const name = `${code}/${part}`;
    const loading = this.loaded.get(name) ?? this.fetchPart(code, part);
    this.loaded.set(name, loading);
    loading.catch(() => this.loaded.delete(name));
    return loading;
  }

  private async fetchPart(code: Language, part: Part): Promise<void> {
    const { words } = await PARTS[code][part]();
    this.transloco.setTranslation(words, code, { emitChange: false });
  }
}

/** A page together with its words; for `loadComponent`. */
export async function withWords<Page>(page: Promise<Page>, ...parts: readonly Part[]): Promise<Page> {
  const [loaded] = await Promise.all([page, inject(Words).load(...parts)]);
  return loaded;
}

function remembered(): Language | undefined {
  try {
    // Chosen before somebody signed in on a shared device, it still holds.
    const code = deviceStorage().getItem(KEY) ?? localStorage.getItem(KEY);
    return isLanguage(code) ? code : undefined;
  } catch {
    return undefined;
  }
}

function remember(code: Language): void {
  try {
    deviceStorage().setItem(KEY, code);
  } catch {
    // Storage is switched off: the choice lasts as long as the page.
  }
}
