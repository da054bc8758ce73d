import type { PresenceVisibility } from '../users/presence-visibility.js';
import type { PresenceState, PresenceView } from './presence-state.js';

/** What is known of somebody, whoever asks. */
export interface PresenceFacts {
  readonly userId: string;
  readonly isActive: boolean;
  readonly visibility: PresenceVisibility;
  readonly state: PresenceState;
  readonly lastSeenAt: Date | null;
  /** Those of the people who ask with whom this person talks directly. */
  readonly contactIds: readonly string[];
  /** Those of them who block this person, or are blocked by them. */
  readonly apartIds: readonly string[];
}

/**
 * What each viewer may know of somebody; one object for all who may know the same. Nothing looks the same for somebody
 * who hides, who left, and who does not exist.
 */
export function viewsOf(userId: string, facts: PresenceFacts | undefined): (viewerId: string) => PresenceView {
  const nothing = { userId, state: 'offline' } as const;
  if (!facts?.isActive) return () => nothing;
  const { state, lastSeenAt } = facts;
  const all = { userId, state, ...(state !== 'active' && lastSeenAt && { lastSeenAt }) };
  return (viewerId) => (isVisibleTo(facts, viewerId) ? all : nothing);
}

function isVisibleTo({ userId, visibility, contactIds, apartIds }: PresenceFacts, viewerId: string): boolean {
  if (viewerId === userId) return true;
  if (apartIds.includes(viewerId)) return false;
  switch (visibility) {
    case 'everyone':
      return true;
    case 'contacts':
      return contactIds.includes(viewerId);
    case 'nobody':
      return false;
  }
}
