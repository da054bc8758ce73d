import type { MessageDto } from '../../api/models/message-dto';
import type { ReplyPreviewDto } from '../../api/models/reply-preview-dto';
import type { UserCardDto } from '../../api/models/user-card-dto';
import { type FilesLayout, layoutOf, ofAttachment, ofOutgoing } from '../../files/shown-file';
import { quotedWords } from '../../state/messages/held-message';
import type { Delivery, OutgoingMessage } from '../../state/outbox/outgoing-message';
import { dayHeading, dayOf } from '../../core/days';

/** Messages of the same person this close stand together. */
const GROUP_MS = 5 * 60_000;

/** A message as the log shows it, confirmed or on its way. */
export interface MessageRow {
  readonly kind: 'message';
  readonly key: string;
  /** Undefined until the server confirmed it. */
  readonly message?: MessageDto;
  readonly clientId: string;
  readonly sender: UserCardDto;
  readonly isOwn: boolean;
  readonly subject: string | null;
  readonly body: string;
  readonly replyTo?: ReplyPreviewDto;
  /** Its files, and what place they take; absent without any. */
  readonly files?: FilesLayout;
  readonly createdAt: string;
  /** Undefined once it is confirmed. */
  readonly delivery?: Delivery;
  readonly wasRefused?: boolean;
  readonly startsGroup: boolean;
  readonly endsGroup: boolean;
}

/** What stands in the log, from above to below. */
export type Row =
  | MessageRow
  | { readonly kind: 'day'; readonly key: string; readonly heading: string }
  | { readonly kind: 'new'; readonly key: string }
  | { readonly kind: 'system'; readonly key: string; readonly message: MessageDto };

/** What the rows are made of. */
export interface LogContent {
  readonly messages: readonly MessageDto[];
  readonly outgoing: readonly OutgoingMessage[];
  readonly me: UserCardDto;
  /** The divider stands before the first message of others after this one. */
  readonly dividerAfter: number | undefined;
  /** There are earlier messages than these. */
  readonly hasBefore: boolean;
}

/** The row of a message for life: who sent it and the id that the sender chose. */
export function rowKey(senderId: string, clientId: string): string {
  return `${senderId}:${clientId}`;
}

/**
 * Puts days, the divider and the messages in order; what is on its way stands last, and nothing stands there twice.
 * How a message looks depends on the one before it. While that one is not loaded, a message is not shown: so nothing
 * that is seen changes its height, or its day's heading, when earlier messages come in.
 */
export function logRows({ messages, outgoing, me, dividerAfter, hasBefore }: LogContent): Row[] {
  const bySeq = new Map(messages.map((message) => [message.seq, message]));
  const quotes = (quote: ReplyPreviewDto): ReplyPreviewDto => quoteOf(bySeq.get(quote.seq)) ?? quote;
  const confirmed = new Set(messages.map((message) => rowKey(message.sender.id, message.clientId)));
  const pending = outgoing.filter((entry) => !confirmed.has(rowKey(me.id, entry.clientId)));
  const items = [
    ...messages.map((message) => confirmedRow(message, me, quotes)),
    ...pending.map((entry) => pendingRow(entry, me)),
  ];
  const rows: Row[] = [];
  // Where the first unread one may not be loaded yet, its place is further up.
  const isPlaceLoaded = !hasBefore || (messages[0]?.seq ?? 0) <= (dividerAfter ?? 0);
  let hasDivider = dividerAfter === undefined || !isPlaceLoaded;
  const firstShown = hasBefore && messages.length > 1 ? 1 : 0;
  items.forEach((item, index) => {
    if (index < firstShown) return;
    const before = items[index - 1];
    const at = timeOf(item);
    const startsDay = !before || dayOf(timeOf(before)) !== dayOf(at);
    if (startsDay) rows.push({ kind: 'day', key: `day:${dayOf(at)}`, heading: dayHeading(at) });
    const isNew = !hasDivider && isUnread(item, dividerAfter ?? 0);
    if (isNew) rows.push({ kind: 'new', key: 'new' });
    hasDivider ||= isNew;
    if (item.kind === 'system') return void rows.push(item);
    const startsGroup = startsDay || isNew || !belongTogether(before, item);
    rows.push({ ...item, startsGroup, endsGroup: !belongTogether(item, items[index + 1]) });
  });
  return rows;
}

type Item = MessageRow | Extract<Row, { kind: 'system' }>;

function confirmedRow(
  message: MessageDto,
  me: UserCardDto,
  current: (quote: ReplyPreviewDto) => ReplyPreviewDto,
): Item {
  const key = rowKey(message.sender.id, message.clientId);
  if (message.kind === 'system') return { kind: 'system', key, message };
  const { clientId, sender, subject, body, replyTo, createdAt } = message;
  const isOwn = sender.id === me.id;
  const shown = { clientId, sender, subject, body, createdAt, isOwn, startsGroup: true, endsGroup: true };
  const files = layoutOf(message.attachments.map(ofAttachment));
  return {
    kind: 'message',
    key,
    message,
    ...shown,
    ...(files && { files }),
    ...(replyTo && { replyTo: current(replyTo) }),
  };
}

/** What a reply says of the message that it answers. */
function quoteOf(quoted: MessageDto | undefined): ReplyPreviewDto | undefined {
  if (!quoted) return undefined;
  const { seq, sender } = quoted;
  return { seq, sender, ...quotedWords(quoted) };
}

function pendingRow(entry: OutgoingMessage, me: UserCardDto): Item {
  const { clientId, subject, body, replyTo, createdAt, delivery, wasRefused } = entry;
  const files = layoutOf((entry.files ?? []).map(ofOutgoing));
  const quote = replyTo && quoteOf(replyTo);
  // A reply has the subject of what it answers, unless it says otherwise.
  const shownSubject = subject === undefined ? (replyTo?.subject ?? null) : subject;
  const shown = { clientId, sender: me, subject: shownSubject, body, createdAt, delivery, isOwn: true };
  const place = { startsGroup: true, endsGroup: true };
  const parts = { ...(files && { files }), ...(quote && { replyTo: quote }), ...(wasRefused && { wasRefused }) };
  return { kind: 'message', key: rowKey(me.id, clientId), ...shown, ...place, ...parts };
}

function isUnread(item: Item, readSeq: number): boolean {
  if (!item.message || item.message.seq <= readSeq) return false;
  return item.kind === 'message' && !item.isOwn;
}

function belongTogether(a: Item | undefined, b: Item | undefined): boolean {
  if (a?.kind !== 'message' || b?.kind !== 'message' || a.sender.id !== b.sender.id) return false;
  const apart = Date.parse(b.createdAt) - Date.parse(a.createdAt);
  return apart < GROUP_MS && dayOf(a.createdAt) === dayOf(b.createdAt);
}

function timeOf(item: Item): string {
  return item.kind === 'system' ? item.message.createdAt : item.createdAt;
}
