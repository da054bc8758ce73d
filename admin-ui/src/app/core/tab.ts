import { Injectable } from '@angular/core';
import { randomId } from './random-id';

const LOCK_PREFIX = 'parley.tab.';
/** A reloaded tab finds its former name here; a duplicated one finds that of its twin. */
const KEY = 'parley.tab';

/** Tells the tabs of this browser apart: each has a name for as long as its page lives, and holds a lock of that name. */
@Injectable({ providedIn: 'root' })
export class Tab {
  readonly name = randomId();
  private readonly formerName = nameBefore(this.name);
  private readonly locks = 'locks' in navigator ? navigator.locks : undefined;

  constructor() {
    void this.locks?.request(LOCK_PREFIX + this.name, () => new Promise(() => undefined));
  }

  /** Tells which tabs are gone; all others, where the browser has no locks. */
  async whoIsGone(): Promise<(name: string) => boolean> {
    const { held = [] } = (await this.locks?.query()) ?? {};
    const living = new Set([this.name, ...held.flatMap(({ name }) => name?.replace(LOCK_PREFIX, '') ?? [])]);
    return (name) => !living.has(name);
  }

  /** The name of this tab before it was reloaded, as soon as the page of then is gone. */
  async afterFormer(): Promise<string | undefined> {
    const { formerName } = this;
    if (formerName === undefined || !this.locks) return formerName;
    return this.locks.request(LOCK_PREFIX + formerName, () => formerName);
  }
}

function nameBefore(name: string): string | undefined {
  try {
    const before = sessionStorage.getItem(KEY) ?? undefined;
    sessionStorage.setItem(KEY, name);
    return before;
  } catch {
    // Storage is switched off.
    return undefined;
  }
}
