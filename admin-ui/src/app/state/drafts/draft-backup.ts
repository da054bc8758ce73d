import { deviceStorage } from '../../core/device-storage';
import { isObject, isText } from '../../core/shapes';
import { isKeptDraft, type KeptDraft } from './draft-text';

/** A page that is left may have no time for the database; this is written before it goes on. */
const KEY = 'parley.drafts';

/** Keeps what is not saved yet; an empty list keeps nothing. */
export function backUpDrafts(userId: string, drafts: readonly KeptDraft[]): void {
  try {
    if (drafts.length === 0) deviceStorage().removeItem(KEY);
    else deviceStorage().setItem(KEY, JSON.stringify({ userId, drafts }));
  } catch {
    // Switched off or full: the database may still have been in time.
  }
}

/** What was kept for this person; of somebody else it is thrown away. */
export function backedUpDrafts(userId: string): KeptDraft[] {
  try {
    const kept: unknown = JSON.parse(deviceStorage().getItem(KEY) ?? 'null');
    deviceStorage().removeItem(KEY);
    if (!isObject(kept) || !isText(kept['userId']) || kept['userId'] !== userId) return [];
    return Array.isArray(kept['drafts']) ? kept['drafts'].filter(isKeptDraft) : [];
  } catch {
    return [];
  }
}
