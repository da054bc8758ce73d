import { computed, Injectable, signal } from '@angular/core';
import type { PreferencesDto } from '../../api/models/preferences-dto';
import {
  begin,
  chosenBefore,
  keep,
  keepChosenBefore,
  keptOf,
  type KnownPreferences,
  NOTHING_KNOWN,
  unownedChoices,
  type Values,
} from './kept-preferences';

/**
 * What whoever is here chose for themselves, by key, as this device knows it: from the first moment what it kept, then what
 * the server says, and above both what was chosen here and is not confirmed. `PreferenceSync` keeps it in step.
 */
@Injectable({ providedIn: 'root' })
export class Preferences {
  private readonly known = signal<KnownPreferences>({ ...NOTHING_KNOWN, offered: chosenBefore() });
  private userId: string | undefined;
  private isKept = false;

  /** Whether it is known what somebody chose who is signed in; until then what was seen here last goes on. */
  readonly areKnown = computed(() => this.known().version !== undefined);
  /** What the server has not confirmed. */
  readonly waiting = computed(() => this.known().waiting);

  /** What was chosen under a key; undefined while nothing was. */
  get(key: string): unknown {
    const { waiting, values, offered } = this.known();
    const from = [waiting, values, offered].find((one) => Object.hasOwn(one, key));
    return from?.[key] ?? undefined;
  }

  /** Chooses, at once here and then on all devices; undefined: nothing any more. */
  set(key: string, value: unknown): void {
    const chosen = { [key]: value ?? null };
    if (this.userId !== undefined)
      return this.change((known) => ({ ...known, waiting: { ...known.waiting, ...chosen } }));
    const offered = { ...this.known().offered, ...chosen };
    this.known.set({ ...NOTHING_KNOWN, offered });
    keepChosenBefore(offered);
  }

  /** They are this person's from now on, and nobody else's. */
  begin(userId: string): void {
    this.userId = userId;
    const known = keptOf(userId) ?? NOTHING_KNOWN;
    const next = { ...known, offered: { ...known.offered, ...unownedChoices(userId) } };
    this.isKept = begin(userId, next);
    this.known.set(next);
  }

  /** What another tab of this device kept is known here too. */
  takeKept(): void {
    const kept = this.userId !== undefined && this.isKept && keptOf(this.userId);
    if (kept) this.known.set(kept);
  }

  /** Nobody is here any more. */
  end(): void {
    this.userId = undefined;
    this.known.set(NOTHING_KNOWN);
  }

  /** The server says what holds. What was chosen on this device alone is to be sent to it where it has nothing. */
  take({ values, version }: PreferencesDto): void {
    this.change(({ waiting, offered }) => ({
      version,
      values,
      waiting: { ...without(offered, (key) => Object.hasOwn(values, key)), ...waiting },
      offered: {},
    }));
  }

  /** The server has what was chosen, or refused it; what was chosen since waits on. */
  settle(sent: Values): void {
    this.change((known) => ({
      ...known,
      waiting: without(known.waiting, (key, value) => Object.hasOwn(sent, key) && isSame(sent[key], value)),
    }));
  }

  /** Another tab may have chosen something else meanwhile. */
  private change(to: (known: KnownPreferences) => KnownPreferences): void {
    const { userId } = this;
    if (userId === undefined) return;
    const next = to((this.isKept && keptOf(userId)) || this.known());
    this.known.set(next);
    this.isKept = this.isKept && keep(userId, next);
  }
}

function without(values: Values, isMeant: (key: string, value: unknown) => boolean): Values {
  return Object.fromEntries(Object.entries(values).filter(([key, value]) => !isMeant(key, value)));
}

/** What was read from storage is another object. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
