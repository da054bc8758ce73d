/** A tab that is looked at decides at once; the others wait so long for it. */
const OTHERS_WAIT_MS = 300;
/** Until every tab has heard of it. Browsers let those in the background run once a second. */
const HELD_MS = 4_000;

/** What a tab knows of itself. */
export interface TabView {
  /** Somebody has it before them. */
  readonly isVisible: boolean;
  /** What happened is on the screen of this tab, so that nobody needs to be told by any. */
  readonly isLookedAt: boolean;
}

/**
 * Whether this tab is the one, of all tabs of this browser, that says of something that it happened. Over plain http there are no
 * locks; then those that are visible say it.
 */
export async function isFirstToSay(what: string, { isVisible, isLookedAt }: TabView): Promise<boolean> {
  const { locks } = navigator;
  if (!locks) return isVisible && !isLookedAt;
  if (!isLookedAt) await new Promise((resolve) => setTimeout(resolve, OTHERS_WAIT_MS));
  return new Promise((resolve) => {
    void locks.request(`parley.said.${what}`, { ifAvailable: true }, (lock) => {
      resolve(lock !== null && !isLookedAt);
      return lock && new Promise((done) => setTimeout(done, HELD_MS));
    });
  });
}
