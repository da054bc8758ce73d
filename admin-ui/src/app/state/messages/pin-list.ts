import type { MessageDto } from '../../api/models/message-dto';
import type { RealtimeEvent } from '../../core/realtime/frames';
import { heldAfter, isGoneAfter } from './held-message';
import { reactionsFollow } from './reactions-after';

/** The pinned messages of one conversation, the one that was pinned last first. */
export interface PinList {
  readonly conversationId: string;
  /** False until the server listed them. */
  readonly isLoaded: boolean;
  readonly items: readonly MessageDto[];
  /** Something belongs into it that only the server knows. */
  readonly isUnsure: boolean;
}

/** The list after an event; undefined when I am not in the conversation any more. */
export function pinsAfter(list: PinList, event: RealtimeEvent, myId: string | undefined): PinList | undefined {
  const isHere = 'conversationId' in event && event.conversationId === list.conversationId;
  if (isHere && event.type === 'member.removed' && event.data.userId === myId) return undefined;
  const left = list.items.filter((message) => !isGoneAfter(message, event, myId));
  const items = left.map((message) => heldAfter(message, event, myId)).filter(({ pinned }) => pinned !== null);
  const isSame = items.length === list.items.length && items.every((message, at) => message === list.items[at]);
  const isUnsure = list.isUnsure || (isHere && leavesUnsure(list, event, myId));
  if (isSame && isUnsure === list.isUnsure) return list;
  return { ...list, items: isSame ? list.items : inOrder(items), isUnsure };
}

/** Something may have happened that was not told. */
export function doubtedPins(list: PinList | undefined): PinList | undefined {
  return list && { ...list, isUnsure: true };
}

/** Those of these that are pinned, the one that was pinned last first. */
export function pinnedAmong(messages: readonly MessageDto[]): readonly MessageDto[] {
  return inOrder(messages.filter(({ pinned }) => pinned !== null));
}

/** One was pinned or came back, which I may or may not see; or what only I am shown of one is not told. */
function leavesUnsure({ items }: PinList, event: RealtimeEvent, myId: string | undefined): boolean {
  if (event.type === 'me.updated') return event.data.restored !== undefined;
  if (event.type !== 'message.created' && event.type !== 'message.updated') return false;
  const { data } = event;
  if (data.pinned === null) return false;
  const held = items.find(({ seq }) => seq === data.seq);
  return held === undefined || (held.rev <= data.rev && !reactionsFollow(held, data, myId));
}

function inOrder(messages: readonly MessageDto[]): readonly MessageDto[] {
  const timeOf = ({ pinned }: MessageDto): string => pinned?.at ?? '';
  return messages.toSorted((a, b) => timeOf(b).localeCompare(timeOf(a)) || b.seq - a.seq);
}
