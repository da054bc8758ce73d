import type { MessageDto } from '../../api/models/message-dto';
import type { ReactionDto } from '../../api/models/reaction-dto';
import type { UpdatedMessageDto } from '../../api/models/updated-message-dto';

/**
 * The reactions of a message after it was told of. What everybody is told does not say which are mine: that is as it was,
 * but for a cause that is about me.
 */
export function reactionsAfter(
  held: MessageDto,
  told: UpdatedMessageDto,
  myId: string | undefined,
): readonly ReactionDto[] {
  if (saysWhose(told)) return told.reactions;
  // What is held was read at this rev or later, with which are mine.
  if (held.rev === told.rev) return held.reactions;
  const { cause } = told;
  const mine = new Map(held.reactions.map(({ emoji, me }) => [emoji, me ?? false]));
  if (cause?.emoji !== undefined && cause.userId === myId) mine.set(cause.emoji, cause.added ?? false);
  return told.reactions.map((reaction) => ({ ...reaction, me: mine.get(reaction.emoji) ?? false }));
}

/**
 * Whether they follow from what was held. Where they do not, something was not told, and only the server knows which are
 * mine.
 */
export function reactionsFollow(
  held: MessageDto | undefined,
  told: UpdatedMessageDto,
  myId: string | undefined,
): boolean {
  if (saysWhose(told) || held?.rev === told.rev) return true;
  const { emoji, userId, added = false } = told.cause ?? {};
  const before = held?.reactions ?? [];
  const isMine = userId === myId;
  const expected =
    emoji === undefined ? before : isMine ? withMine(before, emoji, added) : withOne(before, emoji, added);
  return told.reactions.every(
    ({ emoji: one, count }) => expected.find((other) => other.emoji === one)?.count === count,
  );
}

/** The reactions of a message once I added or took back one. */
export function withMine(reactions: readonly ReactionDto[], emoji: string, added: boolean): readonly ReactionDto[] {
  if ((reactions.find((one) => one.emoji === emoji)?.me ?? false) === added) return reactions;
  return withOne(reactions, emoji, added).map((one) => (one.emoji === emoji ? { ...one, me: added } : one));
}

/** One more or one less; a new one stands last, and one that nobody is left of goes. */
function withOne(reactions: readonly ReactionDto[], emoji: string, added: boolean): readonly ReactionDto[] {
  const all = reactions.some((one) => one.emoji === emoji) ? reactions : [...reactions, { emoji, count: 0 }];
  return all
    .map((one) => (one.emoji === emoji ? { ...one, count: one.count + (added ? 1 : -1) } : one))
    .filter(({ count }) => count > 0);
}

function saysWhose({ reactions }: MessageDto): boolean {
  return reactions.every(({ me }) => me !== undefined);
}
