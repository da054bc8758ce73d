import type { ConversationDto } from '../../api/models/conversation-dto';
import type { MessageDto } from '../../api/models/message-dto';
import type { UserCardDto } from '../../api/models/user-card-dto';
import { isCount, isObject, isText, isTextOrNull, isTime } from '../../core/shapes';

/** The newest messages of one conversation, as this device keeps them. */
export interface KeptStretch {
  readonly conversationId: string;
  readonly rev: number;
  /** When it was written. */
  readonly keptAt: string;
  readonly hasBefore: boolean;
  readonly messages: readonly MessageDto[];
  /** How far the others were. */
  readonly positions?: readonly KeptPosition[];
}

/** How far somebody was. */
export interface KeptPosition {
  readonly userId: string;
  readonly delivered: number;
  readonly read: number;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function isKeptConversation(value: unknown): value is ConversationDto {
  if (!isObject(value)) return false;
  const { id, kind, subject, description, members, memberCount, lastSeq, lastRev, createdAt, lastMessage } = value;
  return (
    isText(id) &&
    UUID.test(id) &&
    (kind === 'direct' || kind === 'group') &&
    isTextOrNull(subject) &&
    isText(description) &&
    isTextOrNull(value['pictureUrl']) &&
    typeof value['historyFromJoin'] === 'boolean' &&
    isText(value['postingBy']) &&
    typeof value['listed'] === 'boolean' &&
    Array.isArray(members) &&
    members.every(isCard) &&
    [memberCount, lastSeq, lastRev, value['unreadCount'], value['unreadMentions']].every(isCount) &&
    isTime(createdAt) &&
    (lastMessage === null || isKeptMessage(lastMessage)) &&
    isMyState(value['me'])
  );
}

export function isKeptStretch(value: unknown): value is KeptStretch {
  if (!isObject(value)) return false;
  const { conversationId, rev, keptAt, hasBefore, messages, positions } = value;
  return (
    isText(conversationId) &&
    isCount(rev) &&
    isTime(keptAt) &&
    typeof hasBefore === 'boolean' &&
    Array.isArray(messages) &&
    messages.every(isKeptMessage) &&
    (positions === undefined || (Array.isArray(positions) && positions.every(isPosition)))
  );
}

function isPosition(value: unknown): value is KeptPosition {
  return isObject(value) && isText(value['userId']) && isCount(value['delivered']) && isCount(value['read']);
}

function isKeptMessage(value: unknown): value is MessageDto {
  if (!isObject(value)) return false;
  const { conversationId, seq, rev, kind, clientId, sender, subject, body, createdAt, editedAt, deletedAt } = value;
  const { subjectId } = value;
  return (
    [conversationId, clientId, body].every(isText) &&
    [seq, rev].every(isCount) &&
    (kind === 'user' || (kind === 'system' && isObject(value['system']))) &&
    isCard(sender) &&
    [subject, subjectId, editedAt, deletedAt].every(isTextOrNull) &&
    isTime(createdAt) &&
    Array.isArray(value['attachments']) &&
    value['attachments'].every(isAttachment) &&
    Array.isArray(value['reactions']) &&
    (value['forwarded'] === undefined || isForwarded(value['forwarded'])) &&
    (value['pinned'] === null || isPinned(value['pinned'])) &&
    Array.isArray(value['mentions']) &&
    value['mentions'].every(isMention) &&
    areTeamMentions(value['mentionedTeams']) &&
    typeof value['mentionsEveryone'] === 'boolean' &&
    isHereMention(value['mentionsHere']) &&
    (value['replyTo'] === undefined || isQuote(value['replyTo']))
  );
}

function isForwarded(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { sender, createdAt, body, mentions } = value;
  const hasMentions = Array.isArray(mentions) && mentions.every(isMention);
  return isCard(sender) && isTime(createdAt) && isTextOrNull(body) && hasMentions;
}

function isPinned(value: unknown): boolean {
  return isObject(value) && isCard(value['by']) && isTime(value['at']);
}

function isMention(value: unknown): boolean {
  if (!isObject(value)) return false;
  return [value['userId'], value['username'], value['displayName']].every(isText) && isTextOrNull(value['avatarUrl']);
}

/** Left out where there is none. */
function isHereMention(value: unknown = {}): boolean {
  return isObject(value) && (value['me'] === undefined || typeof value['me'] === 'boolean');
}

/** Left out where there is none. */
function areTeamMentions(value: unknown = []): boolean {
  const isOne = (one: unknown): boolean => isObject(one) && [one['teamId'], one['key'], one['name']].every(isText);
  return Array.isArray(value) && value.every(isOne);
}

/** As much of a file as is shown of it. */
function isAttachment(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { id, name, mediaType, alt, size, width, height, thumbnails } = value;
  const hasSize = [width, height].every((length) => length === undefined || isCount(length));
  return [id, name, mediaType, alt].every(isText) && isCount(size) && hasSize && Array.isArray(thumbnails);
}

function isQuote(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { seq, sender, excerpt, deleted, mentions = [], mentionedTeams } = value;
  const hasSender = sender === undefined || sender === null || isCard(sender);
  const hasMentions = Array.isArray(mentions) && mentions.every(isMention) && areTeamMentions(mentionedTeams);
  return isCount(seq) && hasSender && isTextOrNull(excerpt) && typeof deleted === 'boolean' && hasMentions;
}

function isMyState(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { rev, lastReadSeq, clearedThroughSeq, archived, mutedUntil, pinned, pinPlace, notify, notifyChosen, role } =
    value;
  const flags = [archived, pinned, notifyChosen].every((flag) => typeof flag === 'boolean');
  const isPlace = pinPlace === null || isCount(pinPlace);
  const areCounts = [rev, lastReadSeq, clearedThroughSeq].every(isCount);
  return areCounts && flags && isPlace && isTextOrNull(mutedUntil) && [notify, role].every(isText);
}

function isCard(value: unknown): value is UserCardDto {
  if (!isObject(value)) return false;
  return [value['id'], value['username'], value['displayName']].every(isText) && isTextOrNull(value['avatarUrl']);
}
