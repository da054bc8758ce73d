import type { ScheduledDto } from '../../api/models/scheduled-dto';
import type { ChangeCauseDto } from '../../api/models/change-cause-dto';
import type { UserCardDto } from '../../api/models/user-card-dto';
import type { SystemEventDto } from '../../api/models/system-event-dto';
import type { RealtimeEvent } from '../../core/realtime/frames';
import {
  CREW,
  type Entry,
  EVERYONE,
  HERE,
  ME,
  type ModelData,
  positionOf,
  stateFrom,
  type Subject,
  type Talk,
} from './model-data';
import type { ModelViews } from './model-views';

/** What may happen in the model. Each changes what is stored, and emits the events by which the server tells of it. */
export class ModelChanges {
  private timesCalled = 0;

  constructor(
    private readonly data: ModelData,
    private readonly views: ModelViews,
    private readonly emit: (event: RealtimeEvent) => void,
  ) {}

  say(talk: Talk, senderId: string, replyToSeq: number | undefined, mentions: readonly string[] = []): void {
    const entry = this.append(talk, senderId, `Message ${talk.log.length + 1}`, { replyToSeq, mentions });
    const isCalled = this.callHere(entry, []);
    this.emitOf(talk, entry, 'message.created');
    if (isCalled) this.tellHere(talk, entry);
  }

  /** Somebody puts me into the team, or takes me out of it. */
  changeTeam(): void {
    this.data.inCrewSince = this.data.inCrewSince === undefined ? this.data.now() : undefined;
    this.emit({ type: 'teams.updated', conversationId: null, rev: null, at: '', data: {} });
  }

  /** I block somebody with whom I share groups alone, or end that. */
  block(userId: string): void {
    const blockedAt = this.data.blocked.has(userId) ? null : this.data.now();
    if (blockedAt === null) this.data.blocked.delete(userId);
    else this.data.blocked.set(userId, blockedAt);
    const data = { user: this.data.card(userId), blockedAt };
    this.emit({ type: 'block.updated', conversationId: null, rev: null, at: '', data });
  }

  /** Somebody calls it otherwise, or makes it a part of the other one. */
  renameSubject(talk: Talk, n: number): void {
    const [first, second] = talk.subjects;
    const subject = talk.subjects.filter(({ mergedInto }) => mergedInto === null)[n % 2];
    if (!first || !second || !subject) return;
    if (n < 2) {
      for (const part of talk.subjects)
        if (part === subject || part.mergedInto === subject.id) part.title = `Topic ${talk.lastRev}`;
      return this.tellSubject(talk, subject);
    }
    const other = subject === first ? second : first;
    if (other.mergedInto !== null) return;
    Object.assign(subject, { title: other.title, mergedInto: other.id });
    this.tellSubject(talk, subject);
  }

  resolveSubject(talk: Talk, n: number): void {
    const subject = talk.subjects.filter(({ mergedInto }) => mergedInto === null)[n % 2];
    if (!subject) return;
    subject.resolvedAt = subject.resolvedAt === null ? this.data.now() : null;
    this.tellSubject(talk, subject);
  }

  move(talk: Talk, entry: Entry, n: number): void {
    this.change(talk, entry, { subjectId: talk.subjects[n % 3]?.id ?? null });
  }

  /** Somebody copies one, with words of their own or without. */
  forward(talk: Talk, senderId: string, source: Entry, isAlone: boolean): void {
    const { senderId: from, createdAt } = source;
    const mentions = source.mentions.filter((id) => id !== EVERYONE && id !== CREW && id !== HERE);
    const of = { senderId: from, createdAt, body: isAlone ? null : source.body, mentions };
    const entry = this.append(talk, senderId, isAlone ? source.body : 'See below', { forwarded: of });
    this.emitOf(talk, entry, 'message.created');
  }

  edit(talk: Talk, entry: Entry, mentions: readonly string[] = []): void {
    const cause = { kind: 'edited', userId: entry.senderId } as const;
    const before = entry.mentions;
    Object.assign(entry, { mentions });
    const isCalled = this.callHere(entry, before);
    this.change(talk, entry, { body: `${entry.body}!`, editedAt: this.data.now() }, cause);
    if (isCalled) this.tellHere(talk, entry);
  }

  /** Notes whether I was active where it says so first: every second time, and not when Carl says it, whom I may block. */
  private callHere(entry: Entry, before: readonly string[]): boolean {
    const [says, said] = [entry.mentions.includes(HERE), before.includes(HERE)];
    if (says !== said) entry.wasHere = says && entry.senderId === 'ana' && ++this.timesCalled % 2 === 1;
    return says && !said && !!entry.wasHere;
  }

  private tellHere(talk: Talk, { seq, senderId }: Entry): void {
    if (talk.hidden.has(seq)) return;
    const data = { seq, userId: senderId, everyone: false, here: true };
    this.emit({ type: 'mention.created', conversationId: talk.id, rev: null, at: '', data });
  }

  delete(talk: Talk, entry: Entry): void {
    this.change(talk, entry, { body: '', recalled: entry.body, deletedAt: this.data.now() });
  }

  restore(talk: Talk, entry: Entry): void {
    this.change(talk, entry, { body: entry.recalled ?? '', recalled: undefined, deletedAt: null });
  }

  /** Somebody reacts with this, or takes that back. */
  react(talk: Talk, entry: Entry, userId: string, emoji: string): void {
    const before = entry.reactions.get(emoji) ?? [];
    const added = !before.includes(userId);
    const after = added ? [...before, userId] : before.filter((id) => id !== userId);
    if (after.length > 0) entry.reactions.set(emoji, after);
    else entry.reactions.delete(emoji);
    this.change(talk, entry, {}, { kind: 'reaction', userId, emoji, added });
  }

  /** Somebody pins it for everybody, or takes that back. */
  pinMessage(talk: Talk, entry: Entry, userId: string): void {
    const added = entry.pinned === undefined;
    const pinned = added ? { by: userId, at: this.data.now() } : undefined;
    this.change(talk, entry, { pinned }, { kind: 'pinned', userId, added });
  }

  /** I save it on another device, to be reminded of it or not. */
  save(talk: Talk, seq: number, reminds: boolean): void {
    const savedAt = talk.saved.get(seq)?.savedAt ?? this.data.now();
    const saved = { savedAt, remindAt: reminds ? this.data.now() : null };
    talk.saved.set(seq, saved);
    this.emit({ type: 'saved.updated', conversationId: talk.id, rev: null, at: '', data: { seq, saved } });
  }

  unsave(talk: Talk, seq: number): void {
    talk.saved.delete(seq);
    this.emit({ type: 'saved.updated', conversationId: talk.id, rev: null, at: '', data: { seq, saved: null } });
  }

  /** I write something on another device, to be sent later. */
  schedule(talk: Talk, n: number): void {
    const at = this.data.now();
    const [id, sendAt] = [`scheduled-${at}`, `2027-01-0${1 + (n % 9)}T08:00:00.000Z`];
    const about = {
      clientId: id,
      to: [],
      separate: false,
      subject: null,
      replyToSeq: null,
      attachments: [],
      problem: null,
      sendAtLocal: null,
    };
    this.keepScheduled({ id, conversationId: talk.id, body: `Later ${n}`, sendAt, state: 'waiting', ...about });
  }

  /** I change when it is sent, or it cannot be sent. */
  reschedule(n: number): void {
    const one = this.data.scheduled[n % Math.max(1, this.data.scheduled.length)];
    if (!one) return;
    const failure = { state: 'failed', problem: { code: 'role_required', detail: 'Only owners write.' } } as const;
    this.keepScheduled({ ...one, ...(n % 2 === 0 ? failure : { sendAt: '2027-02-01T08:00:00.000Z' }) });
  }

  /** It is sent, or I take it back. */
  settleScheduled(n: number): void {
    const { id } = this.data.scheduled[n % Math.max(1, this.data.scheduled.length)] ?? {};
    if (id === undefined) return;
    this.data.scheduled = this.data.scheduled.filter((one) => one.id !== id);
    this.tellScheduled(id, null);
  }

  private keepScheduled(scheduled: ScheduledDto): void {
    this.data.scheduled = [...this.data.scheduled.filter(({ id }) => id !== scheduled.id), scheduled];
    this.tellScheduled(scheduled.id, scheduled);
  }

  private tellScheduled(id: string, scheduled: ScheduledDto | null): void {
    this.emit({ type: 'scheduled.updated', conversationId: null, rev: null, at: '', data: { id, scheduled } });
  }

  hide(talk: Talk, seq: number): void {
    talk.hidden.set(seq, this.data.now());
    this.mine(talk, {}, { hidden: [seq] });
  }

  unhide(talk: Talk, seq: number): void {
    talk.hidden.delete(seq);
    this.mine(talk, {}, { restored: [seq] });
  }

  /** I clear the history up to there, which is read then. */
  clear(talk: Talk, throughSeq: number): void {
    if (throughSeq <= talk.me.clearedThroughSeq) return;
    this.mine(talk, { clearedThroughSeq: throughSeq, lastReadSeq: Math.max(talk.me.lastReadSeq, throughSeq) });
  }

  /** My own state of a conversation: how far I have read, and where I keep it. */
  mine(talk: Talk, to: Partial<Talk['me']>, about: { hidden?: number[]; restored?: number[] } = {}): void {
    Object.assign(talk.me, to, { rev: talk.me.rev + 1 });
    const data = { me: this.views.state(talk), ...about };
    this.emit({ type: 'me.updated', conversationId: talk.id, rev: null, at: '', data });
  }

  /** Another member is as far as this. */
  reach(talk: Talk, userId: string, seq: number, kind: 'read' | 'delivered'): void {
    if (userId === ME) return;
    const position = positionOf(talk, userId);
    talk.positions.set(userId, { ...position, [kind]: Math.max(position[kind], seq) });
    this.emit({ type: `receipt.${kind}`, conversationId: talk.id, rev: null, at: '', data: { userId, seq, at: '' } });
  }

  rename(id: string, n: number): void {
    this.show(id, { displayName: `${id.toUpperCase()} ${n}` });
  }

  /** Somebody has another picture. */
  picture(id: string, n: number): void {
    this.show(id, { avatarUrl: n % 2 === 0 ? null : `/api/v1/pictures/${id}-${n}` });
  }

  private show(id: string, to: Partial<UserCardDto>): void {
    const person = { ...this.data.card(id), ...to };
    this.data.people.set(id, person);
    this.emit({ type: 'user.updated', conversationId: null, rev: null, at: '', data: { ...person, status: null } });
  }

  retitle(talk: Talk, n: number): void {
    if (talk.kind === 'direct') return;
    talk.subject = `Group ${n}`;
    this.system(talk, { event: 'subject_changed', actorId: 'ana', userIds: [], value: talk.subject });
  }

  /** The group has another picture, or none. */
  groupPicture(talk: Talk, n: number): void {
    if (talk.kind === 'direct') return;
    talk.pictureUrl = n % 2 === 0 ? null : `/api/v1/pictures/${talk.id}-${n}`;
    const event = talk.pictureUrl === null ? 'picture_removed' : 'picture_changed';
    this.system(talk, { event, actorId: 'ana', userIds: [], value: null });
  }

  /** Says who writes in it. */
  rule(talk: Talk): void {
    if (talk.kind === 'direct') return;
    talk.postingBy = talk.postingBy === 'everyone' ? 'admins' : 'everyone';
    this.system(talk, { event: 'posting_changed', actorId: 'ana', userIds: [], value: talk.postingBy });
  }

  addCarl(talk: Talk): void {
    if (talk.kind === 'direct' || talk.memberIds.includes('carl')) return;
    talk.memberIds = [...talk.memberIds, 'carl'];
    talk.positions.delete('carl');
    this.system(talk, { event: 'members_added', actorId: 'ana', userIds: ['carl'], people: [this.data.card('carl')] });
  }

  removeCarl(talk: Talk): void {
    if (talk.kind === 'direct' || !talk.memberIds.includes('carl')) return;
    talk.memberIds = talk.memberIds.filter((id) => id !== 'carl');
    const entry = this.system(talk, { event: 'member_removed', actorId: 'ana', userIds: ['carl'], people: [] });
    this.emit({ type: 'member.removed', conversationId: talk.id, rev: entry.rev, at: '', data: { userId: 'carl' } });
  }

  removeMe(talk: Talk): void {
    if (talk.kind === 'direct') return;
    talk.memberIds = talk.memberIds.filter((id) => id !== ME);
    talk.draft = undefined;
    this.append(talk, 'ana', '', { system: { event: 'member_removed', actorId: 'ana', userIds: [ME], people: [] } });
    this.emit({ type: 'member.removed', conversationId: talk.id, rev: null, at: '', data: { userId: ME } });
  }

  /** I see nothing of what was there before. */
  addMe(talk: Talk): void {
    if (talk.memberIds.includes(ME)) return;
    talk.memberIds = [ME, ...talk.memberIds];
    talk.hidden.clear();
    talk.visibleFrom = talk.log.length + 1;
    talk.me = stateFrom(talk.log.length + 1);
    this.system(talk, { event: 'members_added', actorId: 'ana', userIds: [ME], people: [this.data.card(ME)] });
  }

  /** Another device of mine keeps this as the draft; undefined: none. */
  draft(talk: Talk, body: string | undefined): void {
    if (!body && !talk.draft) return;
    const version = this.data.nextVersion();
    talk.draft = body ? { body, version, updatedAt: this.data.now() } : undefined;
    const draft = talk.draft ? { ...talk.draft, subject: null, replyToSeq: null, attachments: [] } : null;
    const data = { composeId: null, version, draft };
    this.emit({ type: 'draft.updated', conversationId: talk.id, rev: null, at: '', data });
  }

  private change(talk: Talk, entry: Entry, to: Partial<Entry>, cause?: ChangeCauseDto): void {
    Object.assign(entry, to, { rev: ++talk.lastRev });
    this.emitOf(talk, entry, entry.deletedAt ? 'message.deleted' : 'message.updated', cause);
  }

  private tellSubject(talk: Talk, subject: Subject): void {
    subject.rev = ++talk.lastRev;
    const { rev, ...data } = subject;
    this.emit({ type: 'subject.updated', conversationId: talk.id, rev, at: '', data });
  }

  /** A line in the history and a change of the conversation, which share one rev. */
  private system(talk: Talk, system: SystemEventDto): Entry {
    const entry = this.append(talk, system.actorId, '', { system });
    this.emitOf(talk, entry, 'message.created');
    const data = this.views.shared(talk);
    this.emit({ type: 'conversation.updated', conversationId: talk.id, rev: talk.lastRev, at: '', data });
    return entry;
  }

  private append(
    talk: Talk,
    senderId: string,
    body: string,
    about: {
      replyToSeq?: number | undefined;
      system?: SystemEventDto;
      mentions?: readonly string[];
      forwarded?: Entry['forwarded'];
    },
  ): Entry {
    const entry: Entry = {
      seq: talk.log.length + 1,
      rev: ++talk.lastRev,
      senderId,
      body,
      createdAt: this.data.now(),
      editedAt: null,
      deletedAt: null,
      reactions: new Map(),
      mentions: about.mentions ?? [],
      subjectId: about.system ? null : (talk.subjects[talk.log.length % 3]?.id ?? null),
      ...(about.replyToSeq !== undefined && { replyToSeq: about.replyToSeq }),
      ...(about.forwarded && { forwarded: about.forwarded }),
      ...(about.system && { system: about.system }),
    };
    talk.log.push(entry);
    return entry;
  }

  /** What everybody is told says nothing that is only mine. */
  private emitOf(
    talk: Talk,
    entry: Entry,
    type: 'message.created' | 'message.updated' | 'message.deleted',
    cause?: ChangeCauseDto,
  ): void {
    const message = this.views.message(talk, entry);
    const reactions = message.reactions.map(({ emoji, count }) => ({ emoji, count }));
    const here = message.mentionsHere && { mentionsHere: {} };
    const data = { ...message, reactions, ...here, ...(cause && { cause }) };
    this.emit({ type, conversationId: talk.id, rev: entry.rev, at: entry.createdAt, data });
  }
}
