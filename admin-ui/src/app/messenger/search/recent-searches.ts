import { inject, Injectable, signal } from '@angular/core';
import { LocalDatabase } from '../../core/local-database';
import { isText } from '../../core/shapes';

const KEY = 'searches';
const MOST = 8;

/** What I searched for, the last first: on this device alone, and gone with the session. */
@Injectable({ providedIn: 'root' })
export class RecentSearches {
  private readonly local = inject(LocalDatabase);
  private readonly searches = signal<readonly string[]>([]);
  readonly list = this.searches.asReadonly();

  constructor() {
    void this.recall();
  }

  /** One that led somewhere, or that somebody ended with Enter. */
  add(query: string): void {
    if (query !== '') this.keep([query, ...this.searches().filter((one) => one !== query)].slice(0, MOST));
  }

  remove(query: string): void {
    this.keep(this.searches().filter((one) => one !== query));
  }

  clear(): void {
    this.keep([]);
  }

  private keep(searches: readonly string[]): void {
    this.searches.set(searches);
    void this.local.write([{ store: 'account', key: KEY, value: searches }]);
  }

  private async recall(): Promise<void> {
    const kept = (await this.local.get('account', KEY, areTexts)) ?? [];
    this.searches.update((since) => [...new Set([...since, ...kept])].slice(0, MOST));
  }
}

function areTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(isText);
}
