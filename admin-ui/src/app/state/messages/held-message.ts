import type { MessageDto } from '../../api/models/message-dto';
import type { ReplyPreviewDto } from '../../api/models/reply-preview-dto';
import type { SubjectStateDto } from '../../api/models/subject-state-dto';
import type { MentionDto } from '../../api/models/mention-dto';
import type { UserCardDto } from '../../api/models/user-card-dto';
import type { MessageEvent, RealtimeEvent } from '../../core/realtime/frames';
import type { MyTeams } from '../teams/known-teams';
import { reactionsAfter } from './reactions-after';
import { plainText } from '../../ui/markdown/plain-text';

/** As long as the server's excerpts. */
export const EXCERPT_LENGTH = 140;

/** What a reply says of what a message says now, as the server does. */
export function quotedWords({
  body,
  deletedAt,
  mentions,
  mentionedTeams = [],
}: Quoted): Pick<ReplyPreviewDto, 'excerpt' | 'deleted' | 'mentions' | 'mentionedTeams'> {
  if (deletedAt) return { excerpt: null, deleted: true };
  const excerpt = plainText(body, EXCERPT_LENGTH);
  const text = excerpt.toLowerCase();
  const named = mentions.filter(({ username }) => text.includes(`@${username}`));
  const teams = mentionedTeams.filter(({ key }) => text.includes(`@${key}`));
  return {
    excerpt,
    deleted: false,
    ...(named.length > 0 && { mentions: named }),
    ...(teams.length > 0 && { mentionedTeams: teams }),
  };
}

type Quoted = Pick<MessageDto, 'body' | 'deletedAt' | 'mentions' | 'mentionedTeams'>;

/** Somebody else wrote it and it is there: it can be unread. */
export function isReceived({ kind, sender, deletedAt }: MessageDto, myId: string | undefined): boolean {
  return kind === 'user' && sender.id !== myId && deletedAt === null;
}

/** After any time that a message has. */
const NEVER = '\uffff';

/** As whom messages mention me. */
export interface Addressee {
  readonly myId: string | undefined;
  /** Undefined while they are not known. */
  readonly myTeams: MyTeams | undefined;
}

/**
 * By name, with everyone, with a team that I was in when it was said, or as I was active then. While my teams are not known, any
 * may be mine.
 */
export function mentionsMe(
  { mentions, mentionedTeams = [], mentionsEveryone, mentionsHere, createdAt }: MessageDto,
  { myId, myTeams }: Addressee,
): boolean {
  return (
    mentionsEveryone ||
    mentionsHere?.me === true ||
    mentions.some(({ userId }) => userId === myId) ||
    mentionedTeams.some(({ teamId }) => myTeams === undefined || (myTeams.get(teamId) ?? NEVER) <= createdAt)
  );
}

/**
 * A message that is held anywhere (in a log, a list, a banner, a copy on the device) after an event: as it is now, with
 * what it quotes as that is now. The same object when the event is not about it.
 */
export function heldAfter<M extends MessageDto>(held: M, event: RealtimeEvent, myId: string | undefined): M {
  switch (event.type) {
    case 'message.created':
    case 'message.updated':
    case 'message.deleted':
      return held.conversationId === event.conversationId
        ? quotingAfter(renewed(held, event.data, myId), event.data)
        : held;
    case 'subject.updated':
      return held.conversationId === event.conversationId ? withSubject(held, event.data) : held;
    case 'user.updated':
      return withName(held, event.data);
    case 'mention.created':
      return event.data.here && held.conversationId === event.conversationId ? withMeHere(held, event.data.seq) : held;
    default:
      return held;
  }
}

/** Which message it is; without a `rev`, as it may be by now. */
export type HeldPlace = Pick<MessageDto, 'conversationId' | 'seq'> & { readonly rev?: number };

/** Whether an event leaves nothing to read of it: deleted for everyone, deleted or cleared for me, or in a group that I left. */
export function isGoneAfter(held: HeldPlace, event: RealtimeEvent, myId: string | undefined): boolean {
  if (!('conversationId' in event) || event.conversationId !== held.conversationId) return false;
  if (event.type === 'message.deleted') return event.data.seq === held.seq && event.data.rev >= (held.rev ?? 0);
  if (event.type === 'me.updated')
    return held.seq <= event.data.me.clearedThroughSeq || (event.data.hidden?.includes(held.seq) ?? false);
  return event.type === 'member.removed' && event.data.userId === myId;
}

/** What the event says of the message, and nothing that is said of the event. */
export function messageOf(data: MessageDto): MessageDto {
  const { cause: _, ...message } = data as MessageDto & { readonly cause?: unknown };
  // Frames do not say whether I am one of those who were active: `mention.created` follows where I am.
  return message.mentionsHere ? { ...message, mentionsHere: { me: message.mentionsHere.me ?? false } } : message;
}

/** Of a message that is back only the server knows whether it means me with who was active, and `mention.created` does not say it. */
export function isHereUnclear(held: MessageDto | undefined, { type, data }: MessageEvent): boolean {
  return (
    type === 'message.updated' && data.mentionsHere?.me === undefined && !!data.mentionsHere && !held?.mentionsHere
  );
}

/** The one with the higher `rev`; what the holder knows besides stays. */
function renewed<M extends MessageDto>(held: M, told: MessageDto, myId: string | undefined): M {
  if (held.seq !== told.seq || held.rev > told.rev) return held;
  // A message that was deleted quotes nothing any more, is no copy, and mentions no team; an edit may take a team away.
  const { replyTo: _, forwarded: __, mentionedTeams: ___, mentionsHere, ...rest } = held;
  const here = told.mentionsHere && mentionsHere && { mentionsHere: { ...mentionsHere, ...told.mentionsHere } };
  return { ...rest, ...messageOf(told), ...here, reactions: reactionsAfter(held, told, myId) } as M;
}

/** It mentions those who were active, and I am one of them. */
function withMeHere<M extends MessageDto>(held: M, seq: number): M {
  return held.seq === seq && held.mentionsHere?.me === false ? { ...held, mentionsHere: { me: true } } : held;
}

/** A reply quotes a message as it is now. Of one from before I joined it never says anything. */
function quotingAfter<M extends MessageDto>(held: M, told: MessageDto): M {
  if (held.replyTo?.seq !== told.seq || held.replyTo.sender === null) return held;
  const { seq, sender } = held.replyTo;
  const replyTo = { seq, sender, ...quotedWords(told) };
  return isSameQuote(held.replyTo, replyTo) ? held : { ...held, replyTo };
}

function isSameQuote(one: ReplyPreviewDto, other: ReplyPreviewDto): boolean {
  const isSaidAlike = one.deleted === other.deleted && one.excerpt === other.excerpt;
  const named = ({ mentions, mentionedTeams }: ReplyPreviewDto): string => JSON.stringify([mentions, mentionedTeams]);
  return isSaidAlike && named(one) === named(other);
}

/** A message has its subject by id, so that it is called as that is now. */
function withSubject<M extends MessageDto>(held: M, { id, title, mergedInto }: SubjectStateDto): M {
  if (held.subjectId !== id) return held;
  const subjectId = mergedInto ?? id;
  return held.subject === title && held.subjectId === subjectId ? held : { ...held, subject: title, subjectId };
}

function withName<M extends MessageDto>(held: M, about: UserCardDto): M {
  const { sender, replyTo, system, mentions, pinned, forwarded } = held;
  const people = system?.people;
  const isMentioned = mentions.some(({ userId }) => userId === about.id);
  const isNamedInQuote = replyTo?.mentions?.some(({ userId }) => userId === about.id) ?? false;
  const isNamedInCopy = forwarded?.mentions.some(({ userId }) => userId === about.id) ?? false;
  const named = [sender, replyTo?.sender, pinned?.by, forwarded?.sender, ...(people ?? [])];
  if (!isMentioned && !isNamedInQuote && !isNamedInCopy && !named.some((person) => person?.id === about.id))
    return held;
  const mentionedAs = (one: MentionDto): MentionDto =>
    one.userId === about.id ? { ...one, displayName: about.displayName, avatarUrl: about.avatarUrl } : one;
  const renamed = (person: UserCardDto): UserCardDto => (person.id === about.id ? cardOf(about) : person);
  return {
    ...held,
    sender: renamed(sender),
    ...(replyTo?.sender && {
      replyTo: {
        ...replyTo,
        sender: renamed(replyTo.sender),
        ...(replyTo.mentions && { mentions: replyTo.mentions.map(mentionedAs) }),
      },
    }),
    ...(forwarded && {
      forwarded: { ...forwarded, sender: renamed(forwarded.sender), mentions: forwarded.mentions.map(mentionedAs) },
    }),
    ...(pinned && { pinned: { ...pinned, by: renamed(pinned.by) } }),
    ...(isMentioned && { mentions: mentions.map(mentionedAs) }),
    ...(system && people && { system: { ...system, people: people.map(renamed) } }),
  };
}

/** Who somebody is, without what an event says of them besides. */
export function cardOf({ id, username, displayName, avatarUrl }: UserCardDto): UserCardDto {
  return { id, username, displayName, avatarUrl };
}
