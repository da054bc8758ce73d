import { computed, Injectable, signal } from '@angular/core';
import type { ListedAccountDto } from '../../api/models/listed-account-dto';

/** Which people are selected, on whatever page they stand; or everybody who matches, whose number is known. */
@Injectable()
export class AccountSelection {
  private readonly chosen = signal<ReadonlyMap<string, ListedAccountDto>>(new Map());
  private readonly matching = signal<number | undefined>(undefined);
  /** Where a range begins: what was selected last. */
  private anchor: string | undefined;

  readonly isAll = computed(() => this.matching() !== undefined);
  readonly count = computed(() => this.matching() ?? this.chosen().size);
  readonly accounts = computed(() => [...this.chosen().values()]);

  has({ id }: ListedAccountDto): boolean {
    return this.isAll() || this.chosen().has(id);
  }

  /** Selects it, or no longer; with `range` all of the page from what was selected last to it. */
  toggle(account: ListedAccountDto, page: readonly ListedAccountDto[], range = false): void {
    const from = page.findIndex(({ id }) => id === this.anchor);
    const to = page.indexOf(account);
    // Of everybody one is taken away: those of this page stay.
    const next = new Map(this.isAll() ? page.map((one) => [one.id, one]) : this.chosen());
    if (range && from >= 0) {
      for (const one of page.slice(Math.min(from, to), Math.max(from, to) + 1)) next.set(one.id, one);
    } else if (!next.delete(account.id)) next.set(account.id, account);
    this.anchor = account.id;
    this.choose(next);
  }

  /** Selects all of these, or none of them any more. */
  togglePage(page: readonly ListedAccountDto[]): void {
    const next = new Map(this.isAll() ? [] : this.chosen());
    const areSelected = page.every((account) => this.has(account));
    for (const account of page) {
      if (areSelected) next.delete(account.id);
      else next.set(account.id, account);
    }
    this.choose(next);
  }

  /** Everybody who matches; there are so many. */
  selectAll(count: number): void {
    this.matching.set(count);
  }

  clear(): void {
    this.anchor = undefined;
    this.choose(new Map());
  }

  private choose(accounts: ReadonlyMap<string, ListedAccountDto>): void {
    this.matching.set(undefined);
    this.chosen.set(accounts);
  }
}
