import { Injectable } from '@angular/core';

/** The name of the lock that every such tab holds, and of the channel where there are no locks. */
const NAME = 'parley.shared';
const ASKED = 'is anybody here?';
const ANSWERED = 'yes';
/** How long a tab waits for the others to answer. */
const PATIENCE_MS = 300;

/**
 * The tabs of this browser that are signed in on a shared device. Nothing that is kept tells a new tab that there is
 * a session, so it asks those that are open; the session itself is in a cookie, and no secret passes between tabs.
 * Locks are known even of a tab that is frozen in the background. Over plain http there are none: then tabs answer.
 */
@Injectable({ providedIn: 'root' })
export class SharedTabs {
  private leaving: (() => void) | undefined;

  /** Whether another tab is signed in on this shared device now. */
  async isAnyOpen(): Promise<boolean> {
    if (!('locks' in navigator)) return answerOfOthers();
    const { held = [] } = await navigator.locks.query();
    return held.some(({ name }) => name === NAME);
  }

  /** This tab is signed in: new ones come in by it until it leaves or is closed. */
  join(): void {
    this.leaving ??= 'locks' in navigator ? holdLock() : answerOthers();
  }

  /** The session is over. */
  leave(): void {
    this.leaving?.();
    this.leaving = undefined;
  }
}

function holdLock(): () => void {
  let release = (): void => undefined;
  const isOver = new Promise<void>((resolve) => (release = resolve));
  void navigator.locks.request(NAME, { mode: 'shared' }, () => isOver);
  return release;
}

function answerOthers(): () => void {
  const channel = new BroadcastChannel(NAME);
  channel.onmessage = ({ data }) => {
    if (data === ASKED) channel.postMessage(ANSWERED);
  };
  return () => channel.close();
}

async function answerOfOthers(): Promise<boolean> {
  const channel = new BroadcastChannel(NAME);
  const isAnswered = new Promise<boolean>((resolve) => {
    channel.onmessage = ({ data }) => {
      if (data === ANSWERED) resolve(true);
    };
    setTimeout(() => resolve(false), PATIENCE_MS);
  });
  channel.postMessage(ASKED);
  return isAnswered.finally(() => channel.close());
}
