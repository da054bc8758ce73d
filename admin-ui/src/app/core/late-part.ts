import { type Signal, signal } from '@angular/core';

/** Code that comes when it is first needed. */
export interface LatePart {
  /** It came: what it draws can be drawn at once. */
  readonly isThere: Signal<boolean>;
  /** Answers whether it came. What could not be fetched is asked for again the next time, which `@defer` by itself does not do. */
  fetch(): Promise<boolean>;
}

/** A part of a page by how it is imported. */
export function latePart(load: () => Promise<unknown>): LatePart {
  const isThere = signal(false);
  const fetch = (): Promise<boolean> =>
    load().then(
      () => {
        isThere.set(true);
        return true;
      },
      () => false,
    );
  return { isThere, fetch };
}
