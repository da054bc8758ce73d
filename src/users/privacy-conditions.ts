import { READ_RECEIPTS } from './read-receipts-setting.js';

/** An SQL condition: one person wrote to another in their direct conversation, which makes the other a contact of theirs. */
export const wroteTo = (writerId: string, otherId: string): string => `exists (
  select 1 from direct_conversations pair
  where pair.user_low = least(${writerId}, ${otherId}) and pair.user_high = greatest(${writerId}, ${otherId})
    and ${wroteIn('pair.conversation_id', writerId)})`;

/** An SQL condition: somebody wrote in a conversation. */
export const wroteIn = (conversationId: string, writerId: string): string => `exists (
  select 1 from messages wrote where wrote.conversation_id = ${conversationId} and wrote.sender_id = ${writerId} offset 0)`;

/** An SQL condition: one person blocks another. `offset 0` keeps it a look at one key. */
export const blocks = (blockerId: string, blockedId: string): string => `exists (
  select 1 from user_blocks blocked where blocked.blocker_id = ${blockerId} and blocked.blocked_id = ${blockedId} offset 0)`;

/** An SQL condition: somebody is none of those whom a person blocks, who are read once for all rows that it is asked of. */
export const isUnblockedBy = (blockerId: string, userId: string): string =>
  `${userId} <> all(array(select blocked.blocked_id from user_blocks blocked where blocked.blocker_id = ${blockerId}))`;

/** An SQL condition: one person may know that another is there, and does not block them. */
export const mayKnowPresence = (viewerId: string, userId: string): string => `(case (
    select seen.presence_visibility from users seen where seen.id = ${userId})
  when 'everyone' then true when 'contacts' then ${wroteTo(userId, viewerId)} else false end
  and not ${blocks(viewerId, userId)})`;

const ORGANISATION = `(select s.value #>> '{}' from settings s where s.key = '${READ_RECEIPTS.key}')`;

const hides = (userId: string) => `exists (select 1 from users h where h.id = ${userId} and not h.read_receipts)`;

/**
 * An SQL condition: one person may know how far another has read. Who hides it sees it of nobody. The settings are read
 * by the statement itself, so that no node is ever behind a change of them (docs/adr/0012).
 */
export const mayKnowReading = (viewerId: string, readerId: string): string => `(case ${ORGANISATION}
  when 'on' then true when 'off' then false else not ${hides(viewerId)} and not ${hides(readerId)} end)`;
