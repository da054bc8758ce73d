import { Injectable } from '@angular/core';
import { seenChoice } from './seen-choice';
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

/** The chosen colours, applied at once; those that were seen last are there from the start. */
@Injectable({ providedIn: 'root' })
export class Theme {
  readonly choice = seenChoice('theme', ORDER, 'system', (choice, { dataset }) => {
    if (choice === 'system') delete dataset['theme'];
    else dataset['theme'] = choice;
  });

  /** System, light, dark, and around again. */
  next(): void {
    this.choice.set(ORDER[(ORDER.indexOf(this.choice()) + 1) % ORDER.length]);
  }
}
