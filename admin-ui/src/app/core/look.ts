import { DestroyRef, inject, Injectable, signal } from '@angular/core';
import { seenChoice } from './seen-choice';
import type { PlainKey } from './words/catalogue';

/** How much room rows and messages take. */
export type Density = 'comfortable' | 'cosy' | 'compact';

/** The three, in the order they are offered. */
export const DENSITIES: readonly { readonly value: Density; readonly label: PlainKey }[] = [
  { value: 'comfortable', label: 'look.comfortable' },
  { value: 'cosy', label: 'look.cosy' },
  { value: 'compact', label: 'look.compact' },
];

/** In percent of what the browser shows as text of usual size. */
export const TEXT_SIZES = [87.5, 100, 112.5, 125, 150] as const;

/** How large and how clear everything is, besides its colours; applied at once (`styles/look.css`). */
@Injectable({ providedIn: 'root' })
export class Look {
  private readonly isFinger = mediaMatches('(pointer: coarse)');
  private readonly systemWantsMore = mediaMatches('(prefers-contrast: more)');

  /** Where one points with a finger, compact is as cosy: what is pressed has its size. */
  readonly density = seenChoice(
    'density',
    DENSITIES.map(({ value }) => value),
    'cosy',
    (choice, { dataset }) => {
      if (choice === 'cosy' || (choice === 'compact' && this.isFinger())) delete dataset['density'];
      else dataset['density'] = choice;
    },
  );
  /** Stronger lines and words; where the system asks for it, it is so anyway. */
  readonly contrast = seenChoice('contrast', ['system', 'more'], 'system', (choice, { dataset }) => {
    if (choice === 'more' || this.systemWantsMore()) dataset['contrast'] = 'more';
    else delete dataset['contrast'];
  });
  /** Text and the room around it follow; icons, pictures and lines do not. */
  readonly textSize = seenChoice<number>('textSize', TEXT_SIZES, 100, (choice, { style }) => {
    style.fontSize = choice === 100 ? '' : `${choice}%`;
  });
}

/** Whether a query of the screen holds, as it changes. */
function mediaMatches(query: string): () => boolean {
  const media = window.matchMedia?.(query);
  const matches = signal(media?.matches ?? false);
  const take = (): void => matches.set(media.matches);
  media?.addEventListener('change', take);
  inject(DestroyRef).onDestroy(() => media?.removeEventListener('change', take));
  return matches;
}
