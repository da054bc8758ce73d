import { ChangeDetectionStrategy, Component, computed, input, signal } from '@angular/core';
import { connectionCount } from '../core/realtime/connection-count';

/** Up to so large the small picture is sharp on every screen. */
const SMALL = 48;

/**
 * The picture of a person or a group, or initials on a soft tint where there is none, it is not there yet, or it could not be
 * loaded: that is tried again with the next connection. In the corner what is put into it. People are round, groups are
 * rounded squares. The tint follows from the id alone.
 */
@Component({
  selector: 'app-avatar',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (source(); as address) {
      <!-- The name stands beside it. -->
      <img alt="" draggable="false" [src]="address" (load)="loaded.set(address)" (error)="noteFailure(address)" />
    }
    <ng-content />
  `,
  host: {
    'aria-hidden': 'true',
    // Drawn, not written: they are no part of the words of what holds them.
    '[attr.data-initials]': 'isShown() ? null : initials()',
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
    img {
      position: absolute;
      inset: 0;
      inline-size: 100%;
      block-size: 100%;
      border-radius: inherit;
      object-fit: cover;
    }
  `,
})
export class Avatar {
  readonly id = input.required<string>();
  readonly name = input.required<string>();
  readonly kind = input<'person' | 'group'>('person');
  readonly size = input(40);
  /** The address of the picture; what was kept on the device before there were any has none. */
  readonly picture = input<string | null>();

  protected readonly initials = computed(() => initialsOf(this.name()));
  /** The address of what is shown, in the size that is needed; undefined without a picture that can be loaded. */
  protected readonly source = computed(() => {
    const picture = this.picture();
    if (!picture) return undefined;
    // What was chosen a moment ago is at no address of the server, and has one size.
    const address = this.size() <= SMALL && picture.startsWith('/') ? `${picture}?size=96` : picture;
    const { of, on } = this.failure();
    return of === address && on === connectionCount() ? undefined : address;
  });
  protected readonly loaded = signal<string | undefined>(undefined);
  protected readonly isShown = computed(() => this.source() !== undefined && this.source() === this.loaded());
  /** What could not be loaded, and on which connection. */
  private readonly failure = signal<{ readonly of?: string; readonly on?: number }>({});
  protected readonly hue = computed(() => hueOf(this.id()));

  protected noteFailure(address: string): void {
    this.failure.set({ of: address, on: connectionCount() });
  }
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
