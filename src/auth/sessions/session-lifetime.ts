const SECOND = 1_000;
const HOUR = 60 * 60 * SECOND;
const DAY = 24 * HOUR;

/** However long a session is used: no organisation lets one last longer. */
export const ABSOLUTE_DAYS = 90;
/** On a device that others use too. */
export const SHARED_IDLE_HOURS = 12;

/** How long the token before the newest still works: for a second tab, or an answer that got lost. */
const GRACE_MS = 60 * SECOND;

/** What the lifetime of a session depends on. */
export interface SessionState {
  readonly generation: number;
  readonly rotatedAt: Date;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
  readonly endedAt: Date | null;
  readonly isShared: boolean;
}

/** `rotate`: the newest token; `repeat`: the one before, which gets the same successor again; `reused`: an older one. */
export type RefreshVerdict = 'rotate' | 'repeat' | 'reused' | 'ended';

/** When the session ends if nobody uses it any more, which it may go for so many days. */
export function endOf(session: Pick<SessionState, 'createdAt' | 'lastUsedAt' | 'isShared'>, idleDays: number): Date {
  const idle = session.lastUsedAt.getTime() + (session.isShared ? SHARED_IDLE_HOURS * HOUR : idleDays * DAY);
  return new Date(Math.min(idle, session.createdAt.getTime() + ABSOLUTE_DAYS * DAY));
}

/**
 * What a genuine refresh token of this generation is good for. One ahead of the session was handed out before a backup took
 * the place of the database: it is taken like the newest.
 */
export function judgeRefresh(session: SessionState, generation: number, now: Date, idleDays: number): RefreshVerdict {
  if (session.endedAt || endOf(session, idleDays) <= now) return 'ended';
  if (generation >= session.generation) return 'rotate';
  const isPrevious = generation === session.generation - 1;
  return isPrevious && now.getTime() - session.rotatedAt.getTime() <= GRACE_MS ? 'repeat' : 'reused';
}
