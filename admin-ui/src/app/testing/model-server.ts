import { HttpErrorResponse } from '@angular/common/http';
import { getConversation } from '../api/fn/conversations/get-conversation';
import { listConversations } from '../api/fn/conversations/list-conversations';
import { listMembers } from '../api/fn/conversations/list-members';
import { listDrafts } from '../api/fn/drafts/list-drafts';
import { listInbox } from '../api/fn/mail/list-inbox';
import { listSent } from '../api/fn/mail/list-sent';
import { listTrash } from '../api/fn/mail/list-trash';
import { deleteMessage } from '../api/fn/messages/delete-message';
import { getMessage } from '../api/fn/messages/get-message';
import { listChanges } from '../api/fn/messages/list-changes';
import { listMessages } from '../api/fn/messages/list-messages';
import { restoreMessage } from '../api/fn/messages/restore-message';
import { sync } from '../api/fn/messages/sync';
import type { ConversationDto } from '../api/models/conversation-dto';
import type { ListedDraftDto } from '../api/models/listed-draft-dto';
import type { MessageDto } from '../api/models/message-dto';
import type { MyStateDto } from '../api/models/my-state-dto';
import type { SharedConversationDto } from '../api/models/shared-conversation-dto';
import type { SyncDto } from '../api/models/sync-dto';
import type { SystemEventDto } from '../api/models/system-event-dto';
import type { UserCardDto } from '../api/models/user-card-dto';
import type { RealtimeEvent } from '../core/realtime/frames';
import type { BoxName, Mail } from '../state/mail/mail-list';

/** Everything that people do to a conversation, and what one device of mine does that another one hears of. */
export const ACTS = [
  ...['say', 'edit', 'delete', 'restore', 'hide', 'unhide', 'read', 'mark unread', 'pin', 'mute', 'archive'],
  ...['others read', 'rename', 'retitle', 'add', 'remove', 'remove me', 'add me', 'draft', 'drop draft'],
] as const;

/** One of them, in one of the conversations; `n` says with whom or which message. */
export interface Act {
  readonly kind: (typeof ACTS)[number];
  readonly where: number;
  readonly n: number;
}

interface Entry {
  readonly seq: number;
  readonly senderId: string;
  readonly createdAt: string;
  readonly replyToSeq?: number;
  readonly system?: SystemEventDto;
  rev: number;
  body: string;
  editedAt: string | null;
  deletedAt: string | null;
  recalled?: string;
}

interface Talk {
  readonly id: string;
  readonly kind: 'direct' | 'group';
  readonly createdAt: string;
  readonly log: Entry[];
  readonly hidden: Map<number, string>;
  readonly positions: Map<string, { read: number; delivered: number }>;
  memberIds: string[];
  subject: string | null;
  lastRev: number;
  me: { rev: number; lastReadSeq: number; archivedThrough: number | undefined; muted: boolean; pinned: boolean };
  visibleFrom: number;
  draft: { body: string; version: number; updatedAt: string } | undefined;
}

/** Of each request those that it has. */
interface Params {
  readonly conversationId?: string;
  readonly filter?: string;
  readonly cursor?: string;
  readonly before?: number;
  readonly after?: number;
  readonly around?: number;
  readonly seq: number;
  readonly afterRev: number;
  readonly body: SyncDto;
}

const ME = 'noor';
/** Small, so that much lies on other pages. */
const HISTORY_PAGE = 4;
const MAIL_PAGE = 3;
const FOREVER = '9999-12-31T00:00:00.000Z';

/** As much of the server as clients see, in memory: it answers requests, and tells what people do there. */
export class ModelServer {
  private readonly people = new Map<string, UserCardDto>(
    ['noor', 'ana', 'carl'].map((id) => [id, { id, username: id, displayName: id.toUpperCase() }]),
  );
  private readonly talks: Talk[];
  private minutes = 0;
  /** Without it events are lost, and requests are not answered. */
  isReachable = true;

  constructor(
    ids: { readonly direct: string; readonly group: string },
    private readonly tell: (event: RealtimeEvent) => void,
  ) {
    this.talks = [
      this.begin(ids.direct, 'direct', ['noor', 'ana']),
      this.begin(ids.group, 'group', ['noor', 'ana', 'carl']),
    ];
  }

  /** Does it, where that makes sense. */
  do({ kind, where, n }: Act): void {
    const talk = this.talks[where % this.talks.length] as Talk;
    if (kind === 'add me') return this.addMe(talk);
    if (!talk.memberIds.includes(ME)) return;
    // Of what was written before I joined I hear nothing.
    const users = talk.log.filter(({ system, seq }) => !system && seq >= talk.visibleFrom);
    const pick = (of: readonly Entry[]): Entry | undefined => of[n % Math.max(1, of.length)];
    const there = pick(users.filter(({ deletedAt }) => !deletedAt));
    const gone = pick(users.filter(({ recalled }) => recalled !== undefined));
    const other = talk.memberIds.filter((id) => id !== ME)[n % Math.max(1, talk.memberIds.length - 1)] ?? ME;
    switch (kind) {
      case 'say':
        return this.say(talk, n % 3 === 0 ? ME : other, n % 2 === 0 ? there?.seq : undefined);
      case 'edit':
        return there && this.change(talk, there, { body: `${there.body}!`, editedAt: this.now() });
      case 'delete':
        return there && this.change(talk, there, { body: '', recalled: there.body, deletedAt: this.now() });
      case 'restore':
        return gone && this.change(talk, gone, { body: gone.recalled ?? '', recalled: undefined, deletedAt: null });
      case 'hide': {
        const seen = pick(users.filter((entry) => this.isVisible(talk, entry)));
        return seen && this.hide(talk, seen.seq);
      }
      case 'unhide': {
        const seq = [...talk.hidden.keys()][n % Math.max(1, talk.hidden.size)];
        return seq === undefined ? undefined : this.unhide(talk, seq);
      }
      case 'read':
        return this.mine(talk, { lastReadSeq: Math.max(talk.me.lastReadSeq, talk.log.length - (n % 2)) });
      case 'mark unread':
        return this.mine(talk, { lastReadSeq: Math.max(talk.visibleFrom - 1, talk.me.lastReadSeq - n) });
      case 'pin':
        return this.mine(talk, { pinned: !talk.me.pinned });
      case 'mute':
        return this.mine(talk, { muted: !talk.me.muted });
      case 'archive':
        return this.mine(talk, {
          archivedThrough: talk.me.archivedThrough === undefined ? talk.log.length : undefined,
        });
      case 'others read':
        return this.reach(talk, other, Math.max(1, talk.log.length - (n % 3)), n % 2 === 0 ? 'read' : 'delivered');
      case 'rename':
        return this.rename(other, n);
      case 'retitle':
        return this.retitle(talk, n);
      case 'add':
        return this.addCarl(talk);
      case 'remove':
        return this.removeCarl(talk);
      case 'remove me':
        return this.removeMe(talk);
      case 'draft':
        return this.write(talk, `Draft ${n}`);
      case 'drop draft':
        return this.write(talk, undefined);
    }
  }

  /** What a request of the client is answered. */
  answer(route: unknown, params: Params): unknown {
    if (!this.isReachable) throw refused(0);
    const talk = this.talks.find(({ id }) => id === params.conversationId);
    const isFiltered = route === listConversations ? params.filter === 'archived' : undefined;
    if (isFiltered !== undefined)
      return { items: this.conversations().filter(({ me }) => me.archived === isFiltered), nextCursor: null };
    if (route === sync) return this.sync(params.body);
    if (route === listInbox) return this.mailPage('inbox', params.cursor);
    if (route === listSent) return this.mailPage('sent', params.cursor);
    if (route === listTrash) return this.mailPage('trash', params.cursor);
    if (route === listDrafts) return { items: this.drafts(), nextCursor: null };
    if (!talk?.memberIds.includes(ME)) throw refused(404);
    if (route === getConversation) return this.conversation(talk);
    if (route === listMembers) return { items: this.members(talk), nextCursor: null };
    if (route === listMessages) return this.history(talk, params);
    if (route === listChanges) return { ...this.changes(talk, params.afterRev), conversation: this.shared(talk) };
    if (route === deleteMessage) return this.hide(talk, params.seq);
    if (route === restoreMessage) return this.unhide(talk, params.seq);
    const entry = talk.log.find(({ seq }) => seq === params.seq);
    if (route === getMessage && entry && this.isVisible(talk, entry)) return this.message(talk, entry);
    throw refused(404);
  }

  /** Mine, as a fresh load shows them. */
  conversations(): ConversationDto[] {
    return this.talks.filter(({ memberIds }) => memberIds.includes(ME)).map((talk) => this.conversation(talk));
  }

  /** What I see of one, from the beginning. */
  messages(id: string): MessageDto[] {
    const talk = this.talks.find((one) => one.id === id) as Talk;
    return this.visible(talk).map((entry) => this.message(talk, entry));
  }

  /** All of a list of mail, the newest first. */
  mail(box: BoxName): Mail[] {
    const mine = this.talks.filter(({ memberIds }) => memberIds.includes(ME));
    const found = mine.flatMap((talk) => {
      const there = talk.log.filter((one) => !one.system && !one.deletedAt && one.seq >= talk.visibleFrom);
      const isIn = ({ seq, senderId }: Entry): boolean =>
        box === 'trash' ? talk.hidden.has(seq) : !talk.hidden.has(seq) && (senderId === ME) === (box === 'sent');
      return there.filter(isIn).map((entry) => this.mailOf(talk, entry, box));
    });
    return found.sort((a, b) => timeOf(b).localeCompare(timeOf(a)));
  }

  /** How far the others are. */
  reached(id: string): Map<string, { read: number; delivered: number }> {
    const talk = this.talks.find((one) => one.id === id) as Talk;
    return new Map(talk.memberIds.filter((one) => one !== ME).map((one) => [one, positionOf(talk, one)]));
  }

  drafts(): ListedDraftDto[] {
    return this.talks.flatMap((talk) => {
      if (!talk.draft || !talk.memberIds.includes(ME)) return [];
      const other = talk.kind === 'direct' ? this.card('ana') : null;
      const conversation = { id: talk.id, kind: talk.kind, subject: talk.subject, other };
      return [{ id: talk.id, ...talk.draft, subject: null, replyToSeq: null, separate: false, to: [], conversation }];
    });
  }

  private begin(id: string, kind: Talk['kind'], memberIds: string[]): Talk {
    return {
      id,
      kind,
      memberIds,
      createdAt: this.now(),
      log: [],
      hidden: new Map(),
      positions: new Map(),
      subject: kind === 'group' ? 'Group' : null,
      lastRev: 0,
      me: { rev: 1, lastReadSeq: 0, archivedThrough: undefined, muted: false, pinned: false },
      visibleFrom: 1,
      draft: undefined,
    };
  }

  private say(talk: Talk, senderId: string, replyToSeq: number | undefined): void {
    const entry = this.append(talk, senderId, `Message ${talk.log.length + 1}`, { replyToSeq });
    this.tellOf(talk, entry, 'message.created');
  }

  private change(talk: Talk, entry: Entry, to: Partial<Entry>): void {
    Object.assign(entry, to, { rev: ++talk.lastRev });
    this.tellOf(talk, entry, entry.deletedAt ? 'message.deleted' : 'message.updated');
  }

  private hide(talk: Talk, seq: number): void {
    talk.hidden.set(seq, this.now());
    this.mine(talk, {}, { hidden: [seq] });
  }

  private unhide(talk: Talk, seq: number): void {
    talk.hidden.delete(seq);
    this.mine(talk, {}, { restored: [seq] });
  }

  private mine(talk: Talk, to: Partial<Talk['me']>, about: { hidden?: number[]; restored?: number[] } = {}): void {
    Object.assign(talk.me, to, { rev: talk.me.rev + 1 });
    this.emit({
      type: 'me.updated',
      conversationId: talk.id,
      rev: null,
      at: '',
      data: { me: this.state(talk), ...about },
    });
  }

  private reach(talk: Talk, userId: string, seq: number, kind: 'read' | 'delivered'): void {
    if (userId === ME) return;
    const position = positionOf(talk, userId);
    talk.positions.set(userId, { ...position, [kind]: Math.max(position[kind], seq) });
    this.emit({ type: `receipt.${kind}`, conversationId: talk.id, rev: null, at: '', data: { userId, seq, at: '' } });
  }

  private rename(id: string, n: number): void {
    const person = { ...this.card(id), displayName: `${id.toUpperCase()} ${n}` };
    this.people.set(id, person);
    this.emit({ type: 'user.updated', conversationId: null, rev: null, at: '', data: { ...person, status: null } });
  }

  private retitle(talk: Talk, n: number): void {
    if (talk.kind === 'direct') return;
    talk.subject = `Group ${n}`;
    this.system(talk, { event: 'subject_changed', actorId: 'ana', userIds: [], value: talk.subject });
  }

  private addCarl(talk: Talk): void {
    if (talk.kind === 'direct' || talk.memberIds.includes('carl')) return;
    talk.memberIds = [...talk.memberIds, 'carl'];
    talk.positions.delete('carl');
    this.system(talk, { event: 'members_added', actorId: 'ana', userIds: ['carl'], people: [this.card('carl')] });
  }

  private removeCarl(talk: Talk): void {
    if (talk.kind === 'direct' || !talk.memberIds.includes('carl')) return;
    talk.memberIds = talk.memberIds.filter((id) => id !== 'carl');
    const entry = this.system(talk, { event: 'member_removed', actorId: 'ana', userIds: ['carl'], people: [] });
    this.emit({ type: 'member.removed', conversationId: talk.id, rev: entry.rev, at: '', data: { userId: 'carl' } });
  }

  private removeMe(talk: Talk): void {
    if (talk.kind === 'direct') return;
    talk.memberIds = talk.memberIds.filter((id) => id !== ME);
    talk.draft = undefined;
    this.append(talk, 'ana', '', { system: { event: 'member_removed', actorId: 'ana', userIds: [ME], people: [] } });
    this.emit({ type: 'member.removed', conversationId: talk.id, rev: null, at: '', data: { userId: ME } });
  }

  /** Nothing tells a client that comes back whether it was away from a group in between, if its state has the same rev. */
  private addMe(talk: Talk): void {
    if (talk.memberIds.includes(ME) || !this.isReachable) return;
    talk.memberIds = [ME, ...talk.memberIds];
    talk.hidden.clear();
    talk.visibleFrom = talk.log.length + 1;
    talk.me = { rev: 1, lastReadSeq: talk.log.length + 1, archivedThrough: undefined, muted: false, pinned: false };
    this.system(talk, { event: 'members_added', actorId: 'ana', userIds: [ME], people: [this.card(ME)] });
  }

  private write(talk: Talk, body: string | undefined): void {
    if (!body && !talk.draft) return;
    const version = ++this.minutes;
    talk.draft = body ? { body, version, updatedAt: this.now() } : undefined;
    const draft = talk.draft ? { ...talk.draft, subject: null, replyToSeq: null } : null;
    const data = { composeId: null, version, draft };
    this.emit({ type: 'draft.updated', conversationId: talk.id, rev: null, at: '', data });
  }

  /** A line in the history and a change of the conversation, which share one rev. */
  private system(talk: Talk, system: SystemEventDto): Entry {
    const entry = this.append(talk, system.actorId, '', { system });
    this.tellOf(talk, entry, 'message.created');
    const data = this.shared(talk);
    this.emit({ type: 'conversation.updated', conversationId: talk.id, rev: talk.lastRev, at: '', data });
    return entry;
  }

  private append(talk: Talk, senderId: string, body: string, about: { replyToSeq?: number; system?: SystemEventDto }) {
    const entry: Entry = {
      seq: talk.log.length + 1,
      rev: ++talk.lastRev,
      senderId,
      body,
      createdAt: this.now(),
      editedAt: null,
      deletedAt: null,
      ...(about.replyToSeq !== undefined && { replyToSeq: about.replyToSeq }),
      ...(about.system && { system: about.system }),
    };
    talk.log.push(entry);
    return entry;
  }

  private tellOf(talk: Talk, entry: Entry, type: 'message.created' | 'message.updated' | 'message.deleted'): void {
    this.emit({ type, conversationId: talk.id, rev: entry.rev, at: entry.createdAt, data: this.message(talk, entry) });
  }

  private emit(event: RealtimeEvent): void {
    if (this.isReachable) this.tell(structuredClone(event));
  }

  private isVisible(talk: Talk, { seq }: Entry): boolean {
    return seq >= talk.visibleFrom && !talk.hidden.has(seq);
  }

  private visible(talk: Talk): Entry[] {
    return talk.log.filter((entry) => this.isVisible(talk, entry));
  }

  private history(talk: Talk, { before, after, around }: Params) {
    const all = this.visible(talk).map((entry) => this.message(talk, entry));
    const from = around === undefined ? after : around - 2;
    const begin = from === undefined ? undefined : all.findIndex(({ seq }) => seq > from);
    const end = all.filter(({ seq }) => before === undefined || seq < before).length;
    const first = begin === undefined ? Math.max(0, end - HISTORY_PAGE) : begin < 0 ? all.length : begin;
    const items = all.slice(first, begin === undefined ? end : first + HISTORY_PAGE);
    const hasAfter = first + items.length < all.length;
    return { items, hasBefore: first > 0, hasAfter, lastSeq: talk.log.length, lastRev: talk.lastRev };
  }

  private changes(talk: Talk, afterRev: number) {
    const items = this.visible(talk).filter(({ rev }) => rev > afterRev);
    const inOrder = items.sort((a, b) => a.rev - b.rev).map((entry) => this.message(talk, entry));
    return { items: inOrder, lastRev: talk.lastRev, hasMore: false };
  }

  private sync({ known, meRevs = {} }: SyncDto) {
    const mine = this.talks.filter(({ memberIds }) => memberIds.includes(ME));
    const moved = mine.filter(({ id, lastRev, me }) => known[id] !== lastRev || meRevs[id] !== me.rev);
    const items = moved.map((talk) => {
      const rev = known[talk.id];
      const hidden = [...talk.hidden.keys()].sort((a, b) => a - b);
      return {
        conversation: this.conversation(talk),
        ...(rev !== undefined && rev !== talk.lastRev && { changes: this.changes(talk, rev) }),
        ...(meRevs[talk.id] !== talk.me.rev && { state: { ...this.state(talk), hidden, clearedThroughSeq: 0 } }),
      };
    });
    const removed = Object.keys(known).filter((id) => !mine.some((talk) => talk.id === id));
    return { items, removed, nextCursor: null };
  }

  private mailPage(box: BoxName, cursor: string | undefined) {
    const all = this.mail(box);
    const first = cursor === undefined ? 0 : all.findIndex((mail) => timeOf(mail) < cursor);
    const items = first < 0 ? [] : all.slice(first, first + MAIL_PAGE);
    const last = items.at(-1);
    return { items, nextCursor: last && first + items.length < all.length ? timeOf(last) : null };
  }

  private mailOf(talk: Talk, entry: Entry, box: BoxName): Mail {
    const others = talk.memberIds.filter((id) => id !== ME).map((id) => positionOf(talk, id));
    const conversation = {
      id: talk.id,
      kind: talk.kind,
      subject: talk.subject,
      other: talk.kind === 'direct' ? this.card('ana') : null,
    };
    const hiddenAt = talk.hidden.get(entry.seq);
    return {
      ...this.message(talk, entry),
      conversation,
      isRead: entry.senderId === ME || entry.seq <= talk.me.lastReadSeq,
      ...(box === 'trash' && { restorableUntil: hiddenAt ?? '' }),
      ...(box === 'sent' && {
        recipients: others.length,
        readBy: others.filter(({ read }) => read >= entry.seq).length,
        deliveredTo: others.filter(({ read, delivered }) => Math.max(read, delivered) >= entry.seq).length,
      }),
    };
  }

  private message(talk: Talk, entry: Entry): MessageDto {
    const { seq, rev, senderId, body, createdAt, editedAt, deletedAt, replyToSeq, system } = entry;
    const quoted = talk.log.find((one) => one.seq === replyToSeq);
    const isKnown = quoted && quoted.seq >= talk.visibleFrom;
    const replyTo = quoted && {
      seq: quoted.seq,
      sender: isKnown ? this.card(quoted.senderId) : null,
      excerpt: isKnown && !quoted.deletedAt ? quoted.body : null,
      deleted: !!isKnown && !!quoted.deletedAt,
    };
    return {
      conversationId: talk.id,
      seq,
      rev,
      kind: system ? 'system' : 'user',
      clientId: `${talk.id}-${seq}`,
      sender: this.card(senderId),
      subject: null,
      body,
      attachments: [],
      reactions: [],
      createdAt,
      editedAt,
      deletedAt,
      ...(replyTo && !deletedAt && { replyTo }),
      ...(system && { system: { ...system, people: system.people?.map(({ id }) => this.card(id)) ?? [] } }),
    };
  }

  private shared(talk: Talk): SharedConversationDto {
    const { id, kind, subject, createdAt, memberIds, log, lastRev } = talk;
    const members = memberIds.map((one) => this.card(one));
    const about = { description: '', members, memberCount: memberIds.length };
    return { id, kind, subject, createdAt, ...about, lastSeq: log.length, lastRev };
  }

  private conversation(talk: Talk): ConversationDto {
    const last = this.visible(talk).at(-1);
    const read = Math.max(talk.me.lastReadSeq, talk.visibleFrom - 1);
    return {
      ...this.shared(talk),
      lastMessage: last ? this.message(talk, last) : null,
      unreadCount: talk.log.filter(({ seq, senderId, system }) => seq > read && senderId !== ME && !system).length,
      me: this.state(talk),
    };
  }

  private state(talk: Talk): MyStateDto {
    const { rev, lastReadSeq, archivedThrough, muted, pinned } = talk.me;
    const lastSaid = talk.log.findLast(({ system }) => !system)?.seq ?? 0;
    const archived = archivedThrough !== undefined && (muted || lastSaid <= archivedThrough);
    return { rev, lastReadSeq, archived, mutedUntil: muted ? FOREVER : null, pinned, role: 'member' };
  }

  private members(talk: Talk) {
    return talk.memberIds.map((id) => {
      const { read, delivered } = positionOf(talk, id);
      return { user: this.card(id), isActive: true, role: 'member', lastReadSeq: read, lastDeliveredSeq: delivered };
    });
  }

  private card(id: string): UserCardDto {
    return this.people.get(id) as UserCardDto;
  }

  /** A minute passes with everything that happens. */
  private now(): string {
    return new Date(Date.UTC(2026, 10, 18, 9, ++this.minutes)).toISOString();
  }
}

function refused(status: number): Error {
  return new Error('refused', { cause: new HttpErrorResponse({ status }) });
}

function positionOf(talk: Talk, userId: string): { read: number; delivered: number } {
  return talk.positions.get(userId) ?? { read: 0, delivered: 0 };
}

function timeOf({ restorableUntil, createdAt }: Mail): string {
  return restorableUntil ?? createdAt;
}
