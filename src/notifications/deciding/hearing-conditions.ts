import { EVERYBODY } from '../../messages/shape/everybody.js';

/** Where a message `x` mentions the member `m`, by whatever they are and wherever they were when it was said. */
const MENTIONS_WHOEVER_IS_THERE = `(exists (
    select 1 from message_mentions k where k.conversation_id = x.conversation_id and k.seq = x.seq
      and (k.user_id = m.user_id or k.user_id = '${EVERYBODY}'))
  or exists (
    select 1 from message_mentions k join team_members t on t.team_id = k.user_id and t.user_id = m.user_id
    where k.conversation_id = x.conversation_id and k.seq = x.seq and k.at >= t.joined_at))`;

const MENTIONS_AS_ACTIVE = `exists (
    select 1 from message_mentions k where k.conversation_id = x.conversation_id and k.seq = x.seq
      and m.user_id = any(k.called))`;

const SAYS_A_WORD = `exists (
    select 1 from notification_settings n where n.user_id = m.user_id and x.body ~ n.words_pattern)`;

/** Of what the member `m` wants to hear: what they chose for the conversation, else what they chose for all such. */
export const LEVEL = `coalesce(m.notify, (select n.default_level from notification_settings n where n.user_id = m.user_id), 'all')`;

/** What the member `m` hears of a message `x` at that level, if it is not `none`, whether or not they were active when it was said. */
export const hearsAnyway = (level: string) => `(${level} = 'all' or ${MENTIONS_WHOEVER_IS_THERE} or ${SAYS_A_WORD})`;

/** What that level, if it is not `none`, lets through of messages `x` for the member `m`. */
export const hearsAt = (level: string) => `(${hearsAnyway(level)} or ${MENTIONS_AS_ACTIVE})`;
