import type { ConversationRefDto } from '../../api/models/conversation-ref-dto';
import type { MailDto } from '../../api/models/mail-dto';
import type { RealtimeEvent } from '../../core/realtime/frames';
import { type Addressee, cardOf, heldAfter, isGoneAfter, isHereUnclear, mentionsMe } from '../messages/held-message';

/** Which of the lists. */
export type BoxName = 'inbox' | 'mentions' | 'sent' | 'saved' | 'trash';

/** A message of any of the lists; Sent adds how many read it, Trash until when it can come back, Saved since when and its reminder. */
export type Mail = MailDto & {
  readonly recipients?: number | '100+';
  readonly readBy?: number | '100+';
  readonly deliveredTo?: number | '100+';
  readonly restorableUntil?: string;
  readonly savedAt?: string;
  readonly remindAt?: string | null;
};

/** Where a message stands. */
export type MailPlace = Pick<Mail, 'conversationId' | 'seq'>;

/** What is loaded of a list of messages across conversations. */
export interface MailList {
  readonly box: BoxName;
  readonly items: readonly Mail[];
  /** Where something belongs into it, or counts differently, that only the server knows. */
  readonly unsure: 'beginning' | 'all' | undefined;
}

/** The list after an event. */
export function mailAfter(list: MailList, event: RealtimeEvent, reader: Addressee): MailList {
  const { box } = list;
  const { myId } = reader;
  const { stays, news: newsFor } = KINDS[box];
  const items = list.items
    .filter((mail) => stays(mail, event, myId))
    .map((mail) => mailOf(mail, event, myId))
    // An edit may take a mention away.
    .filter((mail) => box !== 'mentions' || mentionsMe(mail, reader));
  const isSame = items.length === list.items.length && items.every((mail, at) => mail === list.items[at]);
  const news = newsFor(list, event, reader);
  const unsure = list.unsure === 'all' ? 'all' : (news ?? list.unsure);
  return isSame && unsure === list.unsure ? list : { box, items: isSame ? list.items : items, unsure };
}

/** Something may have happened that was not told. */
export function doubtedMail(list: MailList | undefined): MailList | undefined {
  return list && { ...list, unsure: 'all' };
}

/** What tells messages of a list apart. */
export function keyOf({ conversationId, seq }: MailPlace): string {
  return `${conversationId}/${seq}`;
}

function staysInBox(mail: Mail, event: RealtimeEvent, myId: string | undefined): boolean {
  return !isGoneAfter(mail, event, myId);
}

/** What I saved is there as long as I see it and save it. */
function staysInSaved(mail: Mail, event: RealtimeEvent, myId: string | undefined): boolean {
  if (event.type !== 'saved.updated') return !isGoneAfter(mail, event, myId);
  return !isSameMessage(mail, event) || event.data.saved !== null;
}

/** What I deleted is there until I take it back, or clear the history with it. */
function staysInTrash(mail: Mail, event: RealtimeEvent, myId: string | undefined): boolean {
  if (event.type !== 'me.updated') return !isGoneAfter(mail, event, myId);
  const { me, restored } = event.data;
  const isOver = mail.seq <= me.clearedThroughSeq || restored?.includes(mail.seq);
  return event.conversationId !== mail.conversationId || !isOver;
}

function mailOf(mail: Mail, event: RealtimeEvent, myId: string | undefined): Mail {
  if (event.type === 'saved.updated')
    return mail.savedAt !== undefined && isSameMessage(mail, event) ? { ...mail, ...event.data.saved } : mail;
  const held = heldAfter(mail, event, myId);
  const conversation = refAfter(mail.conversation, event);
  return conversation === mail.conversation ? held : { ...held, conversation };
}

/** The conversation of a message in a list, as it is called and looks after the event. */
export function refAfter(ref: ConversationRefDto, event: RealtimeEvent): ConversationRefDto {
  if (event.type === 'conversation.updated' && event.conversationId === ref.id) {
    const { subject, pictureUrl } = event.data;
    return subject === ref.subject && pictureUrl === ref.pictureUrl ? ref : { ...ref, subject, pictureUrl };
  }
  if (event.type === 'user.updated' && ref.other?.id === event.data.id) return { ...ref, other: cardOf(event.data) };
  return ref;
}

/** Something may belong into Inbox, Mentions or Sent, or what is in Sent reached somebody. */
function newsFor({ box, items }: MailList, event: RealtimeEvent, reader: Addressee): MailList['unsure'] {
  const isHere = ({ conversationId, seq }: MailPlace): boolean =>
    items.some((mail) => mail.conversationId === conversationId && mail.seq <= seq);
  switch (event.type) {
    case 'message.created':
    case 'message.updated': {
      const isMine = event.data.sender.id === reader.myId;
      const isMeant = box !== 'mentions' || mentionsMe(event.data, reader) || isHereUnclear(undefined, event);
      const belongs = event.data.kind === 'user' && isMine === (box === 'sent') && isMeant;
      if (!belongs || items.some((mail) => keyOf(mail) === keyOf(event.data))) return undefined;
      return event.type === 'message.created' ? 'beginning' : 'all';
    }
    case 'mention.created':
      return box === 'mentions' && event.data.here && !items.some((mail) => isSameMessage(mail, event))
        ? 'all'
        : undefined;
    case 'me.updated':
      return event.data.restored ? 'all' : undefined;
    case 'block.updated':
      return box === 'mentions' ? 'all' : undefined;
    case 'conversation.created':
      return 'all';
    case 'conversation.updated':
      // The number of those whom it reaches may be another one.
      return box === 'sent' && isHere({ conversationId: event.conversationId, seq: Infinity }) ? 'all' : undefined;
    case 'receipt.delivered':
    case 'receipt.read':
    case 'receipt.summary':
      return box === 'sent' && isHere({ conversationId: event.conversationId, seq: event.data.seq })
        ? 'all'
        : undefined;
    default:
      return undefined;
  }
}

/** Something was saved, or what I saved may be there to read again. */
function newsForSaved({ items }: MailList, event: RealtimeEvent): MailList['unsure'] {
  switch (event.type) {
    case 'saved.updated':
      return event.data.saved && !items.some((mail) => isSameMessage(mail, event)) ? 'beginning' : undefined;
    case 'message.updated': {
      const { cause } = event.data;
      const maybeRestored = cause === undefined || cause.kind === 'restored';
      return maybeRestored && !items.some((mail) => isSameMessage(mail, event)) ? 'all' : undefined;
    }
    case 'me.updated':
      return event.data.restored ? 'all' : undefined;
    case 'conversation.created':
    case 'member.added':
      return 'all';
    default:
      return undefined;
  }
}

function newsForTrash(_: MailList, event: RealtimeEvent): MailList['unsure'] {
  // What was deleted for everyone and is restored was in it before.
  if (event.type === 'message.updated' || event.type === 'conversation.created') return 'all';
  return event.type === 'me.updated' && event.data.hidden ? 'beginning' : undefined;
}

function isSameMessage(
  { conversationId, seq }: MailPlace,
  event: { readonly conversationId: string | null; readonly data: { readonly seq: number } },
): boolean {
  return event.conversationId === conversationId && event.data.seq === seq;
}

/** What stays in each list after an event, and what makes it unsure. */
const KINDS = {
  inbox: { stays: staysInBox, news: newsFor },
  mentions: { stays: staysInBox, news: newsFor },
  sent: { stays: staysInBox, news: newsFor },
  saved: { stays: staysInSaved, news: newsForSaved },
  trash: { stays: staysInTrash, news: newsForTrash },
} as const;
