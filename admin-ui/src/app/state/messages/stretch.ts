import type { HistoryPageDto } from '../../api/models/history-page-dto';
import type { MessageDto } from '../../api/models/message-dto';
import type { MessageEvent, RealtimeEvent, SubjectEvent } from '../../core/realtime/frames';
import { heldAfter, isHereUnclear, messageOf } from './held-message';
import { reactionsFollow } from './reactions-after';

/** An unbroken part of the messages of one conversation, as far as the server confirmed it. */
export interface Stretch {
  /** False until a page is there. */
  readonly isLoaded: boolean;
  readonly messages: ReadonlyMap<number, MessageDto>;
  readonly hasBefore: boolean;
  readonly hasAfter: boolean;
  /** Only messages about this are in it. */
  readonly subject: string | undefined;
  /** Messages of another subject became messages of this one, or all of it was cleared: what belongs here, only the server knows. */
  readonly isPartial: boolean;
  /** It is current up to here. */
  readonly rev: number;
  /** The newest that an event told of; above `rev` something was missed. */
  readonly heardRev: number;
  /** What I deleted for myself, as far as that was told. */
  readonly hidden: ReadonlySet<number>;
  /** I cleared the history up to here. */
  readonly clearedThroughSeq: number;
  /** What I took back, and what quotes something that I do not see: only the server knows how these are now. */
  readonly wanted: ReadonlySet<number>;
}

export const NO_STRETCH: Stretch = {
  isLoaded: false,
  messages: new Map(),
  hasBefore: false,
  hasAfter: false,
  subject: undefined,
  isPartial: false,
  rev: 0,
  heardRev: 0,
  hidden: new Set(),
  clearedThroughSeq: 0,
  wanted: new Set(),
};

/** The stretch after an event of its conversation, or of a person. Events without a `rev` have no place in the order. */
export function stretchAfter(stretch: Stretch, event: RealtimeEvent, myId: string | undefined): Stretch {
  const next = mapped(stretch, (message) => heldAfter(message, event, myId));
  switch (event.type) {
    case 'message.created':
    case 'message.updated':
    case 'message.deleted':
      return noted(withTold(next, event, stretch.messages.get(event.data.seq), myId), event.rev);
    case 'conversation.created':
    case 'conversation.updated':
    case 'member.removed':
      return noted(next, event.rev);
    case 'subject.updated':
      return noted(withSubject(next, event, stretch), event.rev);
    case 'me.updated': {
      const { me, hidden = [], restored = [] } = event.data;
      return withRestored(withHidden(withCleared(next, me.clearedThroughSeq), hidden), restored);
    }
    default:
      return next;
  }
}

/** A page takes the place of all that was there. */
export function beginningWith(stretch: Stretch, page: HistoryPageDto): Stretch {
  const { hasBefore, hasAfter, lastRev: rev } = page;
  const messages = new Map(notHidden(stretch, page.items).map((message) => [message.seq, message]));
  return afterCleared({ ...stretch, isLoaded: true, isPartial: false, messages, hasBefore, hasAfter, rev });
}

/** A page that follows the stretch, above or below. Where it is older than the stretch, the changes since are missing. */
export function extendedBy(stretch: Stretch, page: HistoryPageDto, where: 'before' | 'after'): Stretch {
  const [rev, heardRev] = [Math.min(stretch.rev, page.lastRev), Math.max(stretch.rev, stretch.heardRev)];
  const joined = { ...put(stretch, notHidden(stretch, page.items)), rev, heardRev };
  return afterCleared(
    where === 'before' ? { ...joined, hasBefore: page.hasBefore } : { ...joined, hasAfter: page.hasAfter },
  );
}

/** Takes those that belong into the stretch; the rest comes when somebody scrolls there. */
export function withMessages(stretch: Stretch, messages: readonly MessageDto[]): Stretch {
  if (!stretch.isLoaded) return stretch;
  const next = put(
    stretch,
    seen(stretch, messages).filter((message) => isWithin(stretch, message)),
  );
  const { subject } = next;
  if (subject === undefined) return next;
  return { ...next, messages: kept(next, (message) => message.subject === subject || message.deletedAt !== null) };
}

/** Everything up to here is in it. */
export function currentTo(stretch: Stretch, rev: number): Stretch {
  return rev > stretch.rev ? { ...stretch, rev } : stretch;
}

/** I deleted these for myself. */
export function withHidden(stretch: Stretch, seqs: readonly number[]): Stretch {
  if (seqs.length === 0) return stretch;
  const hidden = new Set([...stretch.hidden, ...seqs]);
  const wanted = new Set([...stretch.wanted].filter((seq) => !hidden.has(seq)));
  return { ...stretch, hidden, wanted, messages: kept(stretch, ({ seq }) => !hidden.has(seq)) };
}

/** I cleared the history up to there. */
export function withCleared(stretch: Stretch, clearedThroughSeq: number): Stretch {
  if (clearedThroughSeq <= stretch.clearedThroughSeq) return stretch;
  const wanted = new Set([...stretch.wanted].filter((seq) => seq > clearedThroughSeq));
  return afterCleared({ ...stretch, clearedThroughSeq, wanted });
}

/** I took these back. */
export function withRestored(stretch: Stretch, seqs: readonly number[]): Stretch {
  if (seqs.length === 0) return stretch;
  const hidden = new Set([...stretch.hidden].filter((seq) => !seqs.includes(seq)));
  return wanting({ ...stretch, hidden }, seqs);
}

/** The server told of one that was wanted; nothing when it is not there any more. */
export function withAnswer(stretch: Stretch, seq: number, messages: readonly MessageDto[]): Stretch {
  const wanted = new Set([...stretch.wanted].filter((one) => one !== seq));
  return { ...withMessages(stretch, messages), wanted };
}

/** Changes do not tell what became of messages that I do not see, so that what quotes them has to be asked for. */
export function doubtingQuotes(stretch: Stretch): Stretch {
  const isUnseen = ({ replyTo }: MessageDto): boolean => !!replyTo?.excerpt && !stretch.messages.has(replyTo.seq);
  return wanting(
    stretch,
    [...stretch.messages.values()].filter(isUnseen).map(({ seq }) => seq),
  );
}

/**
 * Everything I have deleted for myself, as it is now. What is missing up to `lastSeq` and not among it came back.
 */
export function reconciled(
  stretch: Stretch,
  { hidden, clearedThroughSeq }: { readonly hidden: readonly number[]; readonly clearedThroughSeq: number },
  lastSeq: number,
): Stretch {
  const isWhole = stretch.isLoaded && stretch.subject === undefined;
  const missing = isWhole ? gaps(stretch, lastSeq).filter((seq) => seq > clearedThroughSeq) : [];
  const next = withHidden({ ...withCleared(stretch, clearedThroughSeq), hidden: new Set<number>() }, hidden);
  return withRestored(
    next,
    missing.filter((seq) => !next.hidden.has(seq)),
  );
}

/**
 * The message of an event, where it belongs. What frames do not tell, which reactions are mine and whether I
 * was active, has to be asked for.
 */
function withTold(
  stretch: Stretch,
  event: MessageEvent,
  before: MessageDto | undefined,
  myId: string | undefined,
): Stretch {
  const { type, data } = event;
  if (type !== 'message.created' && isUnseen(stretch, event)) return withMessages(stretch, []);
  const next = withMessages(stretch, [stretch.messages.get(data.seq) ?? messageOf(data)]);
  const isOld = before !== undefined && before.rev > data.rev;
  const follows = reactionsFollow(before, data, myId) && !isHereUnclear(before, event);
  return isOld || !next.messages.has(data.seq) || follows ? next : wanting(next, [data.seq]);
}

/** What is shown alone is called as it is now. */
function withSubject(stretch: Stretch, { data }: SubjectEvent, before: Stretch): Stretch {
  const { subject } = stretch;
  if (subject === undefined) return stretch;
  const isShown = [...before.messages.values()].some(({ subjectId }) => subjectId === data.id);
  const next = isShown ? data.title : subject;
  const isPartial = stretch.isPartial || (data.mergedInto !== null && data.title === next);
  return next === subject && isPartial === stretch.isPartial ? stretch : { ...stretch, subject: next, isPartial };
}

/** Frames tell everybody of a change; what is missing in the middle of the stretch is something that I do not see. */
function isUnseen({ messages, subject, wanted }: Stretch, { data: { seq }, rev }: MessageEvent): boolean {
  const isAnswer = rev === null;
  return !isAnswer && subject === undefined && !messages.has(seq) && !wanted.has(seq) && seq < lastOf(messages);
}

function wanting(stretch: Stretch, seqs: readonly number[]): Stretch {
  return seqs.length > 0 ? { ...stretch, wanted: new Set([...stretch.wanted, ...seqs]) } : stretch;
}

function noted(stretch: Stretch, rev: number | null): Stretch {
  if (rev === null || rev <= stretch.rev) return stretch;
  const heardRev = Math.max(stretch.heardRev, rev);
  return { ...stretch, heardRev, rev: stretch.isLoaded && rev === stretch.rev + 1 ? rev : stretch.rev };
}

function put(stretch: Stretch, messages: readonly MessageDto[]): Stretch {
  const newer = messages.filter(({ seq, rev }) => (stretch.messages.get(seq)?.rev ?? 0) <= rev);
  if (newer.length === 0) return stretch;
  return { ...stretch, messages: new Map([...stretch.messages, ...newer.map((one) => [one.seq, one] as const)]) };
}

/** The same stretch when nothing in it changed. */
function mapped(stretch: Stretch, to: (message: MessageDto) => MessageDto): Stretch {
  let isSame = true;
  const messages = new Map<number, MessageDto>();
  for (const [seq, message] of stretch.messages) {
    const next = to(message);
    isSame &&= next === message;
    messages.set(seq, next);
  }
  return isSame ? stretch : { ...stretch, messages };
}

function kept({ messages }: Stretch, isKept: (message: MessageDto) => boolean): ReadonlyMap<number, MessageDto> {
  return new Map([...messages].filter(([, message]) => isKept(message)));
}

function seen(stretch: Stretch, messages: readonly MessageDto[]): MessageDto[] {
  return notHidden(stretch, messages).filter(({ seq }) => seq > stretch.clearedThroughSeq);
}

function notHidden({ hidden }: Stretch, messages: readonly MessageDto[]): MessageDto[] {
  return messages.filter(({ seq }) => !hidden.has(seq));
}

/** Without what I cleared: nothing comes before the rest of a stretch that began there. Where nothing is left of it, it is read anew. */
function afterCleared(stretch: Stretch): Stretch {
  const { messages, clearedThroughSeq, hasAfter } = stretch;
  if (firstOf(messages) > clearedThroughSeq + 1) return stretch;
  const left = kept(stretch, ({ seq }) => seq > clearedThroughSeq);
  const isPartial = stretch.isPartial || (left.size === 0 && hasAfter);
  return { ...stretch, messages: left, hasBefore: false, isPartial };
}

/** A conversation has every seq: one that is missing in the stretch is one that I do not see. */
function gaps({ messages, hasBefore, hasAfter }: Stretch, lastSeq: number): number[] {
  const oldest = messages.size > 0 ? firstOf(messages) : lastSeq + 1;
  const first = hasBefore ? oldest : 1;
  const last = hasAfter ? lastOf(messages) : lastSeq;
  const all = Array.from({ length: Math.max(0, last - first + 1) }, (_, step) => first + step);
  return all.filter((seq) => !messages.has(seq));
}

function isWithin({ messages, hasBefore, hasAfter, subject }: Stretch, message: MessageDto): boolean {
  if (messages.has(message.seq)) return true;
  if (subject !== undefined && message.subject !== subject) return false;
  if (messages.size === 0) return !hasAfter;
  const isAbove = message.seq < firstOf(messages) && hasBefore;
  const isBelow = message.seq > lastOf(messages) && hasAfter;
  return !isAbove && !isBelow;
}

function firstOf(messages: Stretch['messages']): number {
  return Math.min(...messages.keys());
}

function lastOf(messages: Stretch['messages']): number {
  return Math.max(...messages.keys());
}
