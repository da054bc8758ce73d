import { defineMessagePart } from './message-parts.js';
import type { HereMentionDto, MentionDto, TeamMentionDto } from './message.dto.js';

/** Whom a message mentions by name, which teams, and whether everyone or those who were active. The statements that write messages set the bits. */
export const MENTIONS_PART = defineMessagePart<MentionDto[]>({ field: 'mentions', bit: 2 ** 8 });
export const EVERYONE_PART = defineMessagePart<true>({ field: 'mentionsEveryone', bit: 2 ** 9 });
/** Its bit stands in `write-mentions.sql` too. */
export const TEAM_MENTIONS_PART = defineMessagePart<TeamMentionDto[]>({ field: 'mentionedTeams', bit: 2 ** 10 });
/** Its bit stands in `write-mentions.sql` too. */
export const HERE_PART = defineMessagePart<HereMentionDto>({ field: 'mentionsHere', bit: 2 ** 11 });

/** The bits of messages that mention anybody. */
export const MENTIONING = MENTIONS_PART.bit | EVERYONE_PART.bit | TEAM_MENTIONS_PART.bit | HERE_PART.bit;
