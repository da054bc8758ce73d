import type { PresenceView } from './presence-state.js';

/** Somebody who wants to know how others are there: one connection. */
export interface Watcher {
  readonly userId: string;
  /** False when it could not be told now; it will be tried again. */
  tell(views: readonly PresenceView[]): boolean;
}

/** What a watcher was told of somebody: nothing yet, or a view in short. */
type Told = string;
/** Told anything, also that they are offline. */
const NOTHING: Told = '';
/** Takes it for granted that they are offline. */
const PRESUMED_OFFLINE: Told = 'presumed offline';

/** Who watches whom, and what they were told. */
export class Watches {
  private readonly toldOf = new Map<Watcher, Map<string, Told>>();
  private readonly watchersOf = new Map<string, Set<Watcher>>();

  /** Replaces whom a watcher watches; they are all told of anew. */
  replace(watcher: Watcher, userIds: readonly string[], presumed: 'nothing' | 'offline'): void {
    this.remove(watcher);
    if (userIds.length === 0) return;
    const nothingYet = presumed === 'offline' ? PRESUMED_OFFLINE : NOTHING;
    this.toldOf.set(watcher, new Map(userIds.map((userId) => [userId, nothingYet])));
    for (const userId of userIds) {
      const watchers = this.watchersOf.get(userId);
      if (watchers) watchers.add(watcher);
      else this.watchersOf.set(userId, new Set([watcher]));
    }
  }

  remove(watcher: Watcher): void {
    for (const userId of this.toldOf.get(watcher)?.keys() ?? []) {
      const watchers = this.watchersOf.get(userId);
      watchers?.delete(watcher);
      if (watchers?.size === 0) this.watchersOf.delete(userId);
    }
    this.toldOf.delete(watcher);
  }

  /** Empty for somebody whom nobody watches. */
  of(userId: string): Iterable<Watcher> {
    return this.watchersOf.get(userId) ?? [];
  }

  isWatched(userId: string): boolean {
    return this.watchersOf.has(userId);
  }

  /** Everybody who is watched. */
  people(): Iterable<string> {
    return this.watchersOf.keys();
  }

  /** Tells a watcher what is new to it, all at once. */
  tell(watcher: Watcher, views: readonly PresenceView[]): void {
    const told = this.toldOf.get(watcher);
    if (!told) return;
    const news = views.filter((view) => isNews(told.get(view.userId), view));
    if (news.length === 0 || !watcher.tell(news)) return;
    for (const view of news) told.set(view.userId, inShort(view));
  }
}

function isNews(told: Told | undefined, view: PresenceView): boolean {
  if (told === undefined) return false;
  if (told === PRESUMED_OFFLINE) return view.state !== 'offline';
  return told !== inShort(view);
}

/** While somebody is away, that the time moved on is no news. */
function inShort({ state, lastSeenAt }: PresenceView): Told {
  if (!lastSeenAt) return state;
  return state === 'offline' ? `${state} ${lastSeenAt.getTime()}` : `${state} with a time`;
}
