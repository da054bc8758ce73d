import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';

/** Initials on a soft tint, and in the corner what is put into it: people are round, groups are rounded squares. The tint follows from the id alone. */
@Component({
  selector: 'app-avatar',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: '<ng-content />',
  host: {
    'aria-hidden': 'true',
    // Drawn, not written: they are no part of the words of what holds them.
    '[attr.data-initials]': 'initials()',
    '[class.group]': "kind() === 'group'",
    '[style.--sz.px]': 'size()',
    '[style.--h]': 'hue()',
  },
  styles: `
    :host {
      position: relative;
      inline-size: var(--sz);
      block-size: var(--sz);
      border-radius: 50%;
      flex: none;
      display: inline-grid;
      place-items: center;
      font: 600 calc(var(--sz) * 0.36) / 1 var(--parley-font);
      letter-spacing: -0.01em;
      user-select: none;
      background: light-dark(oklch(0.885 0.052 var(--h)), oklch(0.4 0.062 var(--h)));
      color: light-dark(oklch(0.37 0.085 var(--h)), oklch(0.93 0.035 var(--h)));
    }
    :host::before {
      content: attr(data-initials) / '';
    }
    :host(.group) {
      border-radius: 28%;
    }
  `,
})
export class Avatar {
  readonly id = input.required<string>();
  readonly name = input.required<string>();
  readonly kind = input<'person' | 'group'>('person');
  readonly size = input(40);

  protected readonly initials = computed(() => initialsOf(this.name()));
  protected readonly hue = computed(() => hueOf(this.id()));
}

/** The first letters of the first and the last word; of a username such as `ana.berg` too. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s._-]+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => firstLetter(word ?? ''));
  return letters.join('').toLocaleUpperCase();
}

function firstLetter(word: string): string {
  return /[\p{L}\p{N}]/u.exec(word)?.[0] ?? '';
}

/** One of 36 hues, spread evenly; neighbours in id are no neighbours in hue. */
export function hueOf(id: string): number {
  let hash = 2166136261;
  for (const character of id) hash = Math.imul(hash ^ character.charCodeAt(0), 16777619);
  return ((hash >>> 8) % 36) * 10;
}
