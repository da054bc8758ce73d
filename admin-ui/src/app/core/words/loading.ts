import { DOCUMENT, effect, inject, Injectable, untracked } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { deviceStorage } from '../device-storage';
import { preference } from '../preferences/preference';
import { Preferences } from '../preferences/preferences';
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
    accounts: () => import('./en/accounts'),
    files: () => import('./en/files'),
    pictures: () => import('./en/pictures'),
    roles: () => import('./en/roles'),
    jobs: () => import('./en/jobs'),
    imports: () => import('./en/imports'),
    overview: () => import('./en/overview'),
    search: () => import('./en/search'),
    settings: () => import('./en/settings'),
    someone: () => import('./en/someone'),
    strength: () => import('./en/strength'),
    moderation: () => import('./en/moderation'),
    oversight: () => import('./en/oversight'),
    teams: () => import('./en/teams'),
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
    accounts: () => import('./de/accounts'),
    files: () => import('./de/files'),
    pictures: () => import('./de/pictures'),
    roles: () => import('./de/roles'),
    jobs: () => import('./de/jobs'),
    imports: () => import('./de/imports'),
    overview: () => import('./de/overview'),
    search: () => import('./de/search'),
    settings: () => import('./de/settings'),
    someone: () => import('./de/someone'),
    strength: () => import('./de/strength'),
    moderation: () => import('./de/moderation'),
    oversight: () => import('./de/oversight'),
    teams: () => import('./de/teams'),
  },
} satisfies Record<Language, Record<string, () => Promise<{ readonly words: object }>>>;

export type Part = keyof (typeof PARTS)['en'];

/** The language that was spoken last, for the next start: it is needed before it is known who is here. */
const KEY = 'parley.language';

/** Has the words of what is shown at hand, in the language that was chosen. */
@Injectable({ providedIn: 'root' })
export class Words {
  private readonly transloco = inject(TranslocoService);
  private readonly root = inject(DOCUMENT).documentElement;
  private readonly parts = new Set<Part>(['base']);
  private readonly loaded = new Map<string, Promise<void>>();
  private readonly preferences = inject(Preferences);
  private readonly chosen = preference('language', undefined, (value) => (isLanguage(value) ? value : undefined));

  constructor() {
    effect(() => {
      if (!this.preferences.areKnown()) return;
      const code = this.chosen() ?? bestLanguage(navigator.languages);
      untracked(() => this.follow(code));
    });
  }

  /** Speaks the language that was spoken here last, else the first one of the browser that has a catalogue; with these parts too. */
  begin(...parts: readonly Part[]): Promise<void> {
    for (const part of parts) this.parts.add(part);
    return this.speak(remembered() ?? bestLanguage(navigator.languages));
  }

  /** Has these parts at hand, in whatever language is chosen from now on. */
  async load(...parts: readonly Part[]): Promise<void> {
    for (const part of parts) this.parts.add(part);
    await Promise.all(parts.map((part) => this.loadPart(language(), part)));
  }

  /** Speaks another language, now, on the next visits and on all devices. Rejects when its words could not be loaded. */
  async choose(code: Language): Promise<void> {
    await this.speak(code);
    remember(code);
    this.chosen.set(code);
  }

  /** It was chosen on another device, or by whoever is here now. */
  private follow(code: Language): void {
    if (code === language()) return;
    this.speak(code).then(
      () => remember(code),
      // Its words are not at hand without a connection: the next start tries again.
      () => undefined,
    );
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
    // On a shared device a new tab has spoken nothing yet.
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
    // Storage is switched off: the next start speaks as the browser prefers.
  }
}
