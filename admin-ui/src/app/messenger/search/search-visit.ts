import { inject, Injectable } from '@angular/core';
import { ServerLife } from '../../core/server-life';
import { FoundMessages } from './found-messages';

/** Where somebody left the results of a search. */
export interface LeftAt {
  /** The result that was opened. */
  readonly key: string;
  readonly scrollTop: number;
}

/** The search that somebody works with: its results stay while one of them is read in its place. */
@Injectable({ providedIn: 'root' })
export class SearchVisit {
  readonly found = new FoundMessages();
  private readonly life = inject(ServerLife);
  private lifeOfResults = this.life.count();
  private leftAt: LeftAt | undefined;

  /** Goes on with the results, unless they are of another life of the server. */
  begin(): void {
    if (this.lifeOfResults !== this.life.count()) this.found.clear();
    this.lifeOfResults = this.life.count();
  }

  leave(at: LeftAt): void {
    this.leftAt = at;
  }

  /** Where to go on, once. */
  comeBack(): LeftAt | undefined {
    const at = this.leftAt;
    this.leftAt = undefined;
    return at;
  }
}
