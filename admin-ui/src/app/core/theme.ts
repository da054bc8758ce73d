import { DOCUMENT, effect, inject, Injectable, signal } from '@angular/core';
import { deviceStorage } from './device-storage';
import type { PlainKey } from './words/catalogue';

/** Light, dark, or as the system says. */
export type ThemeChoice = 'light' | 'dark' | 'system';

/** The three, in the order they are offered. */
export const THEME_CHOICES: readonly { readonly value: ThemeChoice; readonly label: PlainKey }[] = [
  { value: 'system', label: 'theme.system' },
  { value: 'light', label: 'theme.light' },
  { value: 'dark', label: 'theme.dark' },
];

/** `public/theme.js` reads the same key before the first paint. */
const KEY = 'parley.theme';

/** The chosen colours: applied at once and remembered on this device. */
@Injectable({ providedIn: 'root' })
export class Theme {
  private readonly document = inject(DOCUMENT);
  readonly choice = signal<ThemeChoice>(remembered());

  constructor() {
    effect(() => this.apply(this.choice()));
  }

  /** System, light, dark, and around again. */
  next(): void {
    const order = THEME_CHOICES.map((choice) => choice.value);
    this.choice.set(order[(order.indexOf(this.choice()) + 1) % order.length] ?? 'system');
  }

  private apply(choice: ThemeChoice): void {
    const root = this.document.documentElement;
    if (choice === 'system') delete root.dataset['theme'];
    else root.dataset['theme'] = choice;
    try {
      deviceStorage().setItem(KEY, choice);
    } catch {
      // Storage is switched off: the choice lasts as long as the page.
    }
  }
}

function remembered(): ThemeChoice {
  try {
    // Chosen for a shared device before somebody signed in there, it still holds.
    const stored = deviceStorage().getItem(KEY) ?? localStorage.getItem(KEY);
    return stored === 'light' || stored === 'dark' ? stored : 'system';
  } catch {
    return 'system';
  }
}
