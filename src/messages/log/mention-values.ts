import { mentionsInMessage } from '../../core/markdown/mentions.js';
import { MAX_EVERYONE_MEMBERS, MAX_MENTIONS } from '../message-limits.js';
import { EVERYONE_PART, MENTIONS_PART } from '../shape/mention-parts.js';

/** What a text may mention, as `write-mentions.sql` takes it: in which mention of it, and which name. */
export interface MentionCandidate {
  readonly nth: number;
  readonly name: string;
}

/** The rules that `write_mentions` takes after the names. */
export const MENTION_RULES = [MAX_EVERYONE_MEMBERS, MENTIONS_PART.bit, EVERYONE_PART.bit] as const;

/** Whom this text may mention; without an `@` nothing is looked at. */
export function mentionCandidates(body: string): MentionCandidate[] {
  if (!body.includes('@')) return [];
  return mentionsInMessage(body)
    .slice(0, MAX_MENTIONS)
    .flatMap((candidates, nth) => candidates.map((name) => ({ nth, name })));
}
