/** How somebody is there: at it, or connected and not looking. */
export const ONLINE_STATES = ['active', 'away'] as const;
export type OnlineState = (typeof ONLINE_STATES)[number];

export const PRESENCE_STATES = [...ONLINE_STATES, 'offline'] as const;
export type PresenceState = (typeof PRESENCE_STATES)[number];

/** What one person may know of another's presence. Hidden, unknown and offline look the same. */
export interface PresenceView {
  readonly userId: string;
  readonly state: PresenceState;
  /** When they were last active; absent while they are, and when it may not be known. */
  readonly lastSeenAt?: Date;
}
