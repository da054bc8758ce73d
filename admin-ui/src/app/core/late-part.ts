import { type Signal, signal } from '@angular/core';

/** Code that comes when it is first needed. */
export interface LatePart {
  /** It came: what it draws can be drawn at once. */
  readonly isThere: Signal<boolean>;
  /** Answers whether it came. What a browser could not fetch it does not fetch before the page is loaded anew. */
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
