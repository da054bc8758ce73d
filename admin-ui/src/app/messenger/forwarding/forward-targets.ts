import type { ConversationDto } from '../../api/models/conversation-dto';
import type { UserCardDto } from '../../api/models/user-card-dto';
import { foldedName } from '../../../../../src/users/folded-name.js';
import { nameOf, otherOf, pictureOf } from '../../state/conversations/conversation-names';

/** Where a message can be forwarded to: a conversation, or a person with whom there is none yet. */
export interface ForwardTarget {
  readonly kind: 'person' | 'group';
  readonly name: string;
  /** Of whom the picture is. */
  readonly pictureOf: string;
  readonly picture: string | null;
  /** Undefined for a person with whom there is none yet. */
  readonly conversationId: string | undefined;
}

/** What tells targets apart. */
export function keyOf({ conversationId, pictureOf }: ForwardTarget): string {
  return conversationId ?? pictureOf;
}

/**
 * The conversations in which I write and whose name has the term, the latest first, then the people whom the directory found
 * and with whom I have none.
 */
export function forwardTargets(
  conversations: readonly ConversationDto[],
  found: readonly UserCardDto[],
  term: string,
  myId: string | undefined,
): readonly ForwardTarget[] {
  const words = foldedName(term);
  const open = conversations
    .filter(({ postingBy, me }) => postingBy === 'everyone' || me.role !== 'member')
    .toSorted((a, b) => activityOf(b).localeCompare(activityOf(a)))
    .map((one): ForwardTarget => {
      const other = otherOf(one, myId);
      const kind = other ? 'person' : 'group';
      const picture = pictureOf(one, myId);
      return { kind, name: nameOf(one, myId), pictureOf: other?.id ?? one.id, picture, conversationId: one.id };
    });
  const written = new Set(open.map(({ pictureOf }) => pictureOf));
  const people = found
    .filter(({ id }) => !written.has(id))
    .map(({ id, displayName, avatarUrl: picture }): ForwardTarget => {
      return { kind: 'person', name: displayName, pictureOf: id, picture, conversationId: undefined };
    });
  return [...open.filter(({ name }) => foldedName(name).includes(words)), ...people];
}

function activityOf({ lastMessage, createdAt }: ConversationDto): string {
  return lastMessage?.createdAt ?? createdAt;
}
