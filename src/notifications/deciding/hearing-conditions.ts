import { EVERYBODY } from '../../messages/shape/everybody.js';

const CALLS_BY_NAME = `(k.user_id = m.user_id or k.user_id = '${EVERYBODY}')`;
const CALLS_WITH_TEAM = `(k.is_team and exists (
    select 1 from team_members t where t.team_id = k.user_id and t.user_id = m.user_id and k.at >= t.joined_at))`;
const CALLS_AS_ACTIVE = `coalesce(m.user_id = any(k.called), false)`;

/** Where a mention `k` means the member `m`. */
export const CALLS = `(${CALLS_BY_NAME} or ${CALLS_AS_ACTIVE} or ${CALLS_WITH_TEAM})`;

/** Where a message `x` has a mention `k` of which this holds. */
const mentions = (which: string) => `exists (
    select 1 from message_mentions k where k.conversation_id = x.conversation_id and k.seq = x.seq and ${which})`;

const MENTIONS_WHOEVER_IS_THERE = mentions(`(${CALLS_BY_NAME} or ${CALLS_WITH_TEAM})`);
const MENTIONS_AS_ACTIVE = mentions(CALLS_AS_ACTIVE);

/** Where a message `x` mentions the member `m` since a rev that came after this one. */
export const mentionsAfter = (rev: string) => mentions(`k.rev > ${rev} and ${CALLS}`);

const SAYS_A_WORD = `exists (
    select 1 from notification_settings n where n.user_id = m.user_id and x.body ~ n.words_pattern)`;

/** Of what the member `m` wants to hear: what they chose for the conversation, else what they chose for all such. */
export const LEVEL = `coalesce(m.notify, (select n.default_level from notification_settings n where n.user_id = m.user_id), 'all')`;

/** What the member `m` hears of a message `x` at that level, if it is not `none`, whether or not they were active when it was said. */
export const hearsAnyway = (level: string) => `(${level} = 'all' or ${MENTIONS_WHOEVER_IS_THERE} or ${SAYS_A_WORD})`;

/** What that level, if it is not `none`, lets through of messages `x` for the member `m`. */
export const hearsAt = (level: string) => `(${hearsAnyway(level)} or ${MENTIONS_AS_ACTIVE})`;
