import { DOCUMENT, effect, inject, Injectable, untracked } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { deviceStorage } from '../device-storage';
import { preference } from '../preferences/preference';
import { Preferences } from '../preferences/preferences';
import type { Parts } from './catalogue';
import { CATALOGUES } from './catalogues';
import { bestLanguage, directionOf, isLanguage, type Language, language, speak } from './language';

/** Texts that are loaded together. */
export type Part = keyof Parts;

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
    this.root.dir = directionOf(code);
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
    const { words } = await CATALOGUES[code][part]();
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
