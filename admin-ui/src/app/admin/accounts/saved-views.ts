import { Injectable } from '@angular/core';
import { preference } from '../../core/preferences/preference';
import { type AccountQuery, parametersOf, queryOf } from './account-query';

/** A filter and an order under a name. */
export interface SavedView {
  readonly name: string;
  readonly query: AccountQuery;
}

/** What one preference may take, in bytes. */
const ROOM = 2_000;

/** The views of the list of people that somebody keeps, on all their devices. */
@Injectable()
export class SavedViews {
  readonly all = preference<readonly SavedView[]>('people.views', [], viewsIn);

  /** Keeps it, in the place of another of that name; false where there is no room for it. */
  save(view: SavedView): boolean {
    const views = [...this.all().filter(({ name }) => name !== view.name), view];
    const isTooMuch = new TextEncoder().encode(JSON.stringify(views)).length > ROOM;
    if (!isTooMuch) this.all.set(views);
    return !isTooMuch;
  }

  delete(name: string): void {
    this.all.set(this.all().filter((view) => view.name !== name));
  }
}

function viewsIn(value: unknown): SavedView[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return (value as Partial<SavedView>[]).flatMap(({ name, query }) =>
    typeof name === 'string' && typeof query === 'object' ? [{ name, query: queryOf(parametersOf(query)) }] : [],
  );
}
