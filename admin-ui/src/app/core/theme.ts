import { DOCUMENT, effect, inject, Injectable } from '@angular/core';
import { deviceStorage } from './device-storage';
import { oneOf, preference } from './preferences/preference';
import { Preferences } from './preferences/preferences';
import type { PlainKey } from './words/catalogue';

/** Light, dark, or as the system says. */
export type ThemeChoice = 'light' | 'dark' | 'system';

/** The three, in the order they are offered. */
export const THEME_CHOICES: readonly { readonly value: ThemeChoice; readonly label: PlainKey }[] = [
  { value: 'system', label: 'theme.system' },
  { value: 'light', label: 'theme.light' },
  { value: 'dark', label: 'theme.dark' },
];

const ORDER = THEME_CHOICES.map(({ value }) => value);

/** `public/theme.js` reads the same key before the first paint, and before it is known who is here. */
const KEY = 'parley.theme';

/** The chosen colours, applied at once; those that were seen last are there from the start. */
@Injectable({ providedIn: 'root' })
export class Theme {
  private readonly document = inject(DOCUMENT);
  private readonly preferences = inject(Preferences);
  readonly choice = preference<ThemeChoice>(
    'theme',
    () => (this.preferences.areKnown() ? 'system' : seenLast()),
    oneOf(ORDER),
  );

  constructor() {
    effect(() => this.apply(this.choice()));
  }

  /** System, light, dark, and around again. */
  next(): void {
    this.choice.set(ORDER[(ORDER.indexOf(this.choice()) + 1) % ORDER.length]);
  }

  private apply(choice: ThemeChoice): void {
    const root = this.document.documentElement;
    if (choice === 'system') delete root.dataset['theme'];
    else root.dataset['theme'] = choice;
    try {
      deviceStorage().setItem(KEY, choice);
    } catch {
      // Storage is switched off: the next visit begins as the system says.
    }
  }
}

function seenLast(): ThemeChoice {
  try {
    // On a shared device a new tab has seen nothing yet.
    const seen = deviceStorage().getItem(KEY) ?? localStorage.getItem(KEY);
    return oneOf(ORDER)(seen) ?? 'system';
  } catch {
    return 'system';
  }
}
