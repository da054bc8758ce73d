import type { UserCard } from '../../users/user-card.js';
import { cardIn } from './people.js';
import { HIDDEN_BY_BLOCK } from './hidden-parts.js';
import { EXCERPT_SOURCE_LENGTH, replyExcerpt } from './reply-excerpt.js';
import { MENTIONS_PART, TEAM_MENTIONS_PART } from './mention-parts.js';
import { type AddedFields, type MessagePlace, type PartRow, placeKey } from './message-parts.js';
import type { MentionDto, MessageDto, ReplyPreviewDto, SystemEventDto, TeamMentionDto } from './message.dto.js';

/** What a quote shows of what it quotes, besides the excerpt. */
const QUOTED_PARTS = MENTIONS_PART.bit | TEAM_MENTIONS_PART.bit;

/** How many of the people whom a system line concerns it names. */
const NAMED_PEOPLE = 3;

const EXPRESSIONS: Readonly<Record<keyof MessageRow, string>> = {
  conversationId: 'x.conversation_id',
  seq: 'x.seq',
  rev: 'x.rev',
  kind: 'x.kind',
  senderId: 'x.sender_id',
  clientId: 'x.client_id',
  subject: 's.title',
  subjectId: 'coalesce(s.merged_into, s.id)',
  body: 'x.body',
  replyToSeq: 'x.reply_to_seq',
  replySenderId: 'r.sender_id',
  replySource: `left(r.body, ${EXCERPT_SOURCE_LENGTH})`,
  replyDeleted: 'coalesce(r.deleted_at is not null, false)',
  replyParts: 'coalesce(r.parts, 0)',
  replyHidden: `coalesce(r.parts & ${HIDDEN_BY_BLOCK} <> 0, false)`,
  extra: 'x.extra',
  createdAt: 'x.created_at',
  editedAt: 'x.edited_at',
  deletedAt: 'x.deleted_at',
  changed: 'x.changed',
  parts: 'x.parts',
};

/**
 * The columns of one message as a reader sees it, for `from messages x` followed by MESSAGE_JOINS and, for the
 * bounds of the reader, a `conversation_members m`. A prefix keeps them apart from other columns of the row.
 */
export function messageColumns(prefix = ''): string {
  return Object.entries(EXPRESSIONS)
    .map(([name, expression]) => `${expression} as "${prefix}${name}"`)
    .join(', ');
}

/** What takes the columns of `messageColumns(prefix)` out of wider rows. */
export function messageReader(prefix: string): (row: Readonly<Record<string, unknown>>) => MessageRow {
  const columns = Object.keys(EXPRESSIONS).map((name) => [name, prefix + name] as const);
  return (row) => {
    const message: Record<string, unknown> = {};
    for (const [name, column] of columns) message[name] = row[column];
    return message as unknown as MessageRow;
  };
}

/**
 * Subject and quoted message. What lies before the reader's first visible message is not quoted, and what a block hides from
 * them neither; where it is read for everybody, `m` has no `user_id`.
 */
export const MESSAGE_JOINS = `
  left join conversation_subjects s on s.conversation_id = x.conversation_id and s.id = x.subject_id
  left join messages r on r.conversation_id = x.conversation_id and r.seq = x.reply_to_seq
    and x.deleted_at is null and r.seq >= m.visible_from_seq
    and (r.parts & ${HIDDEN_BY_BLOCK} = 0 or m.user_id is null or r.sender_id = m.user_id)`;

/**
 * True for a message that this reader deleted for themselves or that a block hides. `offset 0` keeps it a look at one key:
 * joined, PostgreSQL with old statistics compares each message with everything that the reader ever hid.
 */
export const HIDDEN_FROM_READER = `
  exists (select 1 from message_hides h
    where h.user_id = m.user_id and h.conversation_id = x.conversation_id and h.seq = x.seq offset 0)`;

/** The first seq that exists for a reader. */
export const FIRST_VISIBLE_SEQ = `greatest(m.visible_from_seq, m.cleared_through_seq + 1)`;

/** What a reader `m` may see of messages `x`, wherever messages are read: histories, lists, searches. */
export const VISIBLE_TO_READER = `x.conversation_id = m.conversation_id and x.seq >= ${FIRST_VISIBLE_SEQ} and not ${HIDDEN_FROM_READER}`;

export interface MessageRow {
  conversationId: string;
  seq: number;
  rev: number;
  kind: number;
  senderId: string;
  clientId: string;
  subject: string | null;
  /** Of what became part of another, that one. */
  subjectId: string | null;
  body: string;
  replyToSeq: number | null;
  replySenderId: string | null;
  replySource: string | null;
  replyDeleted: boolean;
  /** The bits of what it quotes. */
  replyParts: number;
  /** A block hides it from all but its author. */
  replyHidden: boolean;
  extra: SystemEventDto | null;
  createdAt: Date;
  editedAt: Date | null;
  deletedAt: Date | null;
  changed: boolean;
  /** The bits of the features that have something to show with it. */
  parts: number;
}

/** Whose names a page of messages needs. */
export function peopleIn(rows: readonly MessageRow[]): string[] {
  return rows.flatMap(({ senderId, replySenderId, extra }) => [
    senderId,
    ...(replySenderId ? [replySenderId] : []),
    ...(extra?.userIds.slice(0, NAMED_PEOPLE) ?? []),
  ]);
}

/** The stored event, and who is meant by its first ids. */
function withNames(event: SystemEventDto, cards: ReadonlyMap<string, UserCard>): SystemEventDto {
  return { ...event, people: event.userIds.slice(0, NAMED_PEOPLE).map((id) => cardIn(cards, id)) };
}

/** What these rows quote that mentions somebody and is not among them: each once, for `MessageParts.of`. */
export function quotesNaming(rows: readonly MessageRow[]): PartRow[] {
  const there = new Set(rows.map(placeKey));
  return rows.flatMap((row) => {
    const place = quoteOf(row);
    const parts = row.replyParts & QUOTED_PARTS;
    if (!place || parts === 0 || row.replyDeleted || there.has(placeKey(place))) return [];
    there.add(placeKey(place));
    return [{ ...place, parts, deletedAt: null }];
  });
}

/** Where what a row quotes stands; undefined without a quote, and of what the reader does not see. */
function quoteOf({ conversationId, replyToSeq, replySenderId }: MessageRow): MessagePlace | undefined {
  return replyToSeq === null || replySenderId === null ? undefined : { conversationId, seq: replyToSeq };
}

/**
 * What the API shows of a row; `cards` must hold `peopleIn` of it, `added` what features have for it and for what it quotes
 * (MessageShape).
 */
export function toMessage(
  row: MessageRow,
  cards: ReadonlyMap<string, UserCard>,
  added: (place: MessagePlace) => AddedFields,
): MessageDto {
  const isDeleted = row.deletedAt !== null;
  return {
    conversationId: row.conversationId,
    seq: row.seq,
    rev: row.rev,
    kind: row.kind === 1 ? 'system' : 'user',
    clientId: row.clientId,
    sender: cardIn(cards, row.senderId),
    subject: isDeleted ? null : row.subject,
    subjectId: isDeleted ? null : row.subjectId,
    body: row.body,
    ...(row.replyToSeq !== null && !isDeleted && { replyTo: toReplyPreview(row, row.replyToSeq, cards, added) }),
    attachments: [],
    reactions: [],
    pinned: null,
    mentions: [],
    mentionsEveryone: false,
    ...(row.extra && { system: withNames(row.extra, cards) }),
    ...added(row),
    createdAt: row.createdAt.toISOString(),
    editedAt: row.editedAt?.toISOString() ?? null,
    deletedAt: row.deletedAt?.toISOString() ?? null,
  };
}

function toReplyPreview(
  row: MessageRow,
  seq: number,
  cards: ReadonlyMap<string, UserCard>,
  added: (place: MessagePlace) => AddedFields,
): ReplyPreviewDto {
  const place = quoteOf(row);
  const excerpt = place && !row.replyDeleted ? replyExcerpt(row.replySource ?? '') : null;
  const mentioned = place && excerpt?.includes('@') ? mentionedIn(excerpt, added(place)) : undefined;
  return {
    seq,
    sender: row.replySenderId === null ? null : cardIn(cards, row.replySenderId),
    excerpt,
    deleted: row.replyDeleted,
    ...mentioned,
  };
}

/** Of those whom a message mentions, whom its beginning names. */
function mentionedIn(
  excerpt: string,
  { mentions, mentionedTeams }: { mentions?: readonly MentionDto[]; mentionedTeams?: readonly TeamMentionDto[] },
): Pick<ReplyPreviewDto, 'mentions' | 'mentionedTeams'> {
  const text = excerpt.toLowerCase();
  const people = mentions?.filter(({ username }) => text.includes(`@${username}`)) ?? [];
  const teams = mentionedTeams?.filter(({ key }) => text.includes(`@${key}`)) ?? [];
  return { ...(people.length > 0 && { mentions: people }), ...(teams.length > 0 && { mentionedTeams: teams }) };
}
