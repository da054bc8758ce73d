import { computed, DestroyRef, effect, inject, Injectable, linkedSignal, signal } from '@angular/core';
import { Api } from '../../api/api';
import { getMessage } from '../../api/fn/messages/get-message';
import type { ConversationDto } from '../../api/models/conversation-dto';
import type { MessageDto } from '../../api/models/message-dto';
import type { UserCardDto } from '../../api/models/user-card-dto';
import { problemOf } from '../../core/problem';
import { Link } from '../../core/realtime/link';
import type { RealtimeEvent } from '../../core/realtime/frames';
import { Session } from '../../core/session';
import { Blocks } from '../../state/blocks/blocks';
import { Confirmed } from '../../state/confirmed';
import { ConversationStore } from '../../state/conversations/conversation-store';
import type { Closure } from '../../ui/closed-composer';
import { isSilent } from '../../state/conversations/who-writes';
import { ReadPositions } from '../../state/conversations/read-positions';
import { nameOf, otherOf } from '../../state/conversations/conversation-names';
import { Freshness } from '../../state/sync/freshness';
import type { Loaded, MessageFeed } from '../../state/messages/message-feed';
import { MessageFeeds } from '../../state/messages/message-feeds';
import { Outbox } from '../../state/outbox/outbox';
import { Teams } from '../../state/teams/teams';
import type { Draft } from '../../state/outbox/outgoing-message';
import { ConversationActions } from '../conversation-actions';
import { ChangeWindows } from '../../state/messages/change-windows';
import { logRows, type MessageRow } from './log-rows';
import type { Mentions } from '../../ui/markdown/mention-chips';
import { EVERYONE, HERE, mentionsInText } from '../../../../../src/core/markdown/mention-names.js';
import { heldAfter, isGoneAfter } from '../../state/messages/held-message';
import type { MyStateDto } from '../../api/models/my-state-dto';

/** Until it is known who is signed in. */
const NOBODY: UserCardDto = { id: '', username: '', displayName: '', avatarUrl: null };
/** Above this many unread ones it opens where they begin; fewer fit on the screen. */
const UNREAD_ON_SCREEN = 12;

/** As the server judges it. */
const MOST_MEMBERS_FOR_EVERYONE = 20;

/** The conversation that is open: its rows, what is being done in it, and how far it is read. One for each visit. */
@Injectable()
export class OpenConversation {
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly actions = inject(ConversationActions);
  private readonly reads = inject(ReadPositions);
  private readonly store = inject(ConversationStore);
  private readonly feeds = inject(MessageFeeds);
  private readonly outbox = inject(Outbox);
  private readonly windows = inject(ChangeWindows);
  private readonly link = inject(Link);
  private readonly freshness = inject(Freshness);
  private readonly blocks = inject(Blocks);
  private readonly teams = inject(Teams);
  private readonly current = signal<MessageFeed | undefined>(undefined);
  private readonly divider = signal<number | undefined>(undefined);
  /** Set by "Mark unread from here": what is in view stays unread until I come back. */
  private isKeptUnread = false;
  private opensAtUnread = false;

  readonly me = computed<UserCardDto>(() => this.session.me() ?? NOBODY);
  readonly conversation = computed(() => {
    const feed = this.current();
    return feed && this.store.conversation(feed.conversationId)();
  });
  readonly isDirect = computed(() => this.conversation()?.kind === 'direct');
  readonly name = computed(() => {
    const conversation = this.conversation();
    return conversation ? nameOf(conversation, this.me().id) : '';
  });
  /** There is no connection: what is shown is from then, as far as that is known. */
  readonly shownFrom = computed(() => {
    if (!this.link.isDown()) return undefined;
    return { at: this.current()?.keptAt() ?? this.freshness.staleSince() };
  });
  /** The place where the visit begins is being fetched; what was here before is somewhere else. */
  private readonly isFinding = signal(false);
  readonly rows = computed(() => {
    if (this.isFinding() && !this.link.isDown()) return [];
    return logRows({
      messages: withEdited(this.current()?.messages() ?? [], this.edited()),
      outgoing: this.current()?.hasAfter() ? [] : this.outgoing(),
      me: this.me(),
      dividerAfter: this.divider(),
      hasBefore: this.current()?.hasBefore() ?? false,
    });
  });
  private readonly outgoing = computed(() => {
    const id = this.current()?.conversationId;
    return this.outbox.messages().filter((entry) => entry.conversationId === id);
  });
  /** The subject that is shown alone. */
  readonly shownSubject = computed(() => this.current()?.subject);

  /** The row whose tools are shown. */
  readonly hotKey = signal<string | undefined>(undefined);
  /** While the menu of its tools is open, the row keeps them, wherever pointer and focus are. */
  readonly isMenuOpen = signal(false);
  /** The row that the arrow keys have come to. */
  readonly focusKey = signal<string | undefined>(undefined);
  readonly replyTo = signal<MessageDto | undefined>(undefined);
  readonly editingSeq = signal<number | undefined>(undefined);
  /** What is being changed stays until that is done, also when it gets another subject than the one that is shown. */
  private readonly edited = linkedSignal({
    source: () => ({
      editing: this.editingSeq(),
      among: this.current()?.messages() ?? [],
      isFiltered: this.shownSubject() !== undefined,
    }),
    computation: ({ editing, among, isFiltered }, before?: { readonly value: MessageDto | undefined }) => {
      const shown = among.find(({ seq }) => seq === editing);
      return shown ?? (isFiltered && before?.value?.seq === editing ? before?.value : undefined);
    },
  });
  /** The change began in the composer; the focus goes back there when it is done. */
  readonly editsFromComposer = signal(false);
  /** Somebody wants to see this message, wherever it is. */
  readonly wantedSeq = signal<number | undefined>(undefined);
  /** The messages from which the reader was led to where they are, the latest at the end. */
  private readonly cameFrom = signal<readonly number[]>([]);
  readonly canGoBack = computed(() => this.cameFrom().length > 0);
  /** The last row that is in view. */
  readonly seenKey = signal<string | undefined>(undefined);
  /** Moves when I sent something: the log goes to its end. */
  readonly sentCount = signal(0);
  /** The other person has no account any more: there is nobody to write to. */
  readonly isOtherGone = signal(false);
  readonly closedBecause = computed((): Closure | undefined => {
    if (this.isOtherGone()) return 'other-gone';
    if (this.blocks.has(this.otherPerson()?.id)) return 'you-blocked';
    return isSilent(this.conversation()) ? 'admins-write' : undefined;
  });
  /** The other person of a direct conversation. */
  readonly otherPerson = computed(() => {
    const conversation = this.conversation();
    return conversation && otherOf(conversation, this.me().id);
  });
  /** In a group what somebody I block writes is there, but not before my eyes. */
  readonly isOfBlocked = (senderId?: string): boolean => !this.isDirect() && this.blocks.has(senderId);
  readonly mayWrite = computed(() => this.closedBecause() === undefined);
  /** Pins are for everybody, so in a group its owners and admins decide. */
  readonly mayPin = computed(() => this.isDirect() || this.conversation()?.me.role !== 'member');
  /** Rename and resolve subjects, and move messages to another: by the same people. */
  readonly mayOrder = this.mayPin;
  /** Of this message it is shown whom it reached. */
  readonly receiptsOf = signal<number | undefined>(undefined);
  /** The first members, as the server listed them when the visit began. */
  readonly members = signal<readonly UserCardDto[]>([]);
  /** Long messages that are shown whole. */
  readonly unfolded = signal<ReadonlySet<string>>(new Set());
  /** Moves when the reader is led somewhere. */
  private aim = 0;
  /** A failed message that I want to change. */
  readonly takenBack = signal<Draft | undefined>(undefined);

  /** The members at hand, each once. */
  readonly membersAtHand = computed<readonly UserCardDto[]>(() => {
    const all = [...this.members(), ...(this.conversation()?.members ?? [])];
    return [...new Map(all.map((card) => [card.id, card])).values()];
  });
  /** In a larger group only its owners and admins can. */
  readonly mayMentionEveryone = computed(() => {
    const { memberCount = 0, me } = this.conversation() ?? {};
    return memberCount <= MOST_MEMBERS_FOR_EVERYONE || me?.role !== 'member';
  });

  /** Whom a text that is on its way seems to mention; the server decides. */
  mentionsIn(text: string): Pick<Mentions, 'people' | 'teams' | 'everyone' | 'here'> {
    const names = new Set(mentionsInText(text).flatMap(({ candidates }) => candidates));
    const people = this.membersAtHand()
      .filter(({ username }) => names.has(username))
      .map(({ id, username, displayName, avatarUrl }) => ({ userId: id, username, displayName, avatarUrl }))
      .sort((a, b) => (a.username < b.username ? -1 : 1));
    const teams = this.teams
      .items()
      .filter(({ key }) => names.has(key))
      .map(({ id, key, name, joinedAt }) => ({ teamId: id, key, name, isMine: joinedAt !== null }));
    const mayCallAll = this.mayMentionEveryone();
    const here = names.has(HERE) && mayCallAll && !this.isDirect() ? { me: false } : undefined;
    return { people, teams, everyone: names.has(EVERYONE) && mayCallAll, here };
  }

  /** A member, as far as the members at hand go. */
  memberNamed(userId: string): UserCardDto | undefined {
    const isMeant = ({ id }: UserCardDto): boolean => id === userId;
    return this.members().find(isMeant) ?? this.conversation()?.members.find(isMeant);
  }

  get feed(): MessageFeed {
    const feed = this.current();
    if (!feed) throw new Error('No conversation is open.');
    return feed;
  }

  constructor() {
    const stop = inject(Confirmed).onApplied((event) => this.followAnswered(event));
    inject(DestroyRef).onDestroy(stop);
    let known: MyStateDto | undefined;
    effect(() => {
      const me = this.conversation()?.me;
      // Marked unread somewhere else, such as in the list.
      if (known && me && me.rev > known.rev && me.lastReadSeq < known.lastReadSeq) this.isKeptUnread = true;
      known = me;
    });
  }

  /** Begins the visit: at the first unread message when there are many, else at the end. */
  open(conversationId: string): void {
    const feed = this.feeds.visit(conversationId);
    this.current.set(feed);
    this.members.set([]);
    const conversation = this.store.conversation(conversationId)();
    const { unreadCount = 0, me } = conversation ?? {};
    this.divider.set(unreadCount > 0 ? me?.lastReadSeq : undefined);
    const isMany = unreadCount > UNREAD_ON_SCREEN;
    this.opensAtUnread = isMany;
    const isAtHand = feed.status() === 'ready' && !feed.hasAfter() && !feed.subject;
    if (isAtHand && !isMany) void feed.catchUp();
    else if (feed.subject) void feed.showSubject(undefined);
    else if (isMany) void this.beginAt((me?.lastReadSeq ?? 0) + 1);
    else void feed.load();
  }

  /**
   * Leads the reader to a message, away from where the visit would begin. When something came between that loads by itself, such as
   * after an absence, it is asked for again; not when the reader went elsewhere.
   */
  async loadAround(seq: number): Promise<Loaded> {
    const aim = ++this.aim;
    const { feed } = this;
    let loaded: Loaded;
    do {
      this.opensAtUnread = false;
      this.isFinding.set(false);
      loaded = await feed.load({ around: seq });
    } while (loaded === 'overtaken' && aim === this.aim && feed === this.feed);
    return loaded;
  }

  /** Leads the reader to the newest messages. */
  loadEnd(): Promise<Loaded> {
    this.aim++;
    return this.feed.load();
  }

  private async beginAt(seq: number): Promise<void> {
    this.isFinding.set(true);
    await this.feed.load({ around: seq });
    this.isFinding.set(false);
  }

  /** The row at which the visit begins, when it is not the end. */
  firstUnreadKey(): string | undefined {
    if (!this.opensAtUnread) return undefined;
    return this.rows().some((row) => row.kind === 'new') ? 'new' : undefined;
  }

  /** To what a message quotes. */
  follow(quotedSeq: number, from: number | undefined): void {
    if (from !== undefined) this.cameFrom.update((seqs) => [...seqs, from]);
    this.wantedSeq.set(quotedSeq);
  }

  /** To a message that is shown somewhere else, from where the reader is. */
  visit(seq: number): void {
    const key = this.seenKey();
    this.follow(seq, key === undefined ? undefined : this.newestSeqUpTo(key));
  }

  /** Back to where the reader was before; false when nothing led here. */
  goBack(): boolean {
    const seq = this.cameFrom().at(-1);
    this.cameFrom.update((seqs) => seqs.slice(0, -1));
    if (seq !== undefined) this.wantedSeq.set(seq);
    return seq !== undefined;
  }

  /** The divider has done its work; false where none is shown, as before the page has loaded, or far from it. */
  dropDivider(): boolean {
    const isShown = this.rows().some(({ kind }) => kind === 'new');
    if (isShown) this.divider.set(undefined);
    return isShown;
  }

  /** I want to hear from the other person again, and may write to them. */
  unblock(): void {
    const other = this.otherPerson();
    if (other) void this.blocks.unblock(other);
  }

  /** Shows the messages of one subject only; undefined shows all. */
  showSubject(subject: string | undefined): void {
    void this.feed.showSubject(subject);
  }

  /** Sends what was written; it stands in the log at once, with all others when it is about something else. */
  send(draft: Draft): void {
    this.outbox.send(this.feed.conversationId, draft);
    const subject = draft.subject === undefined ? draft.replyTo?.subject : draft.subject;
    if (this.shownSubject() !== undefined && subject !== this.shownSubject()) this.showSubject(undefined);
    this.replyTo.set(undefined);
    this.divider.set(undefined);
    this.sentCount.update((count) => count + 1);
  }

  /** Quotes the message with this seq, once it is found; null quotes nothing. What cannot be found is not quoted. */
  async answer(seq: number | null): Promise<void> {
    const { conversationId } = this.feed;
    if (seq === null) return this.replyTo.set(undefined);
    const loaded = this.feed.messages().find((message) => message.seq === seq);
    try {
      const message = loaded ?? (await this.api.invoke(getMessage, { conversationId, seq }));
      if (this.current()?.conversationId === conversationId && !message.deletedAt) this.replyTo.set(message);
    } catch (error) {
      problemOf(error);
    }
  }

  /** The row of a message that is shown. */
  keyOf(seq: number): string | undefined {
    return this.rows().find((row) => 'message' in row && row.message?.seq === seq)?.key;
  }

  /** My newest message that can still be changed. */
  lastOwn(): MessageRow | undefined {
    return this.rows()
      .filter((row) => row.kind === 'message')
      .findLast((row) => row.isOwn && row.message && this.windows.mayEdit(row.message));
  }

  /** I saw everything up to the row with this key. */
  readThrough(key: string): void {
    const conversation = this.conversation();
    const seq = conversation && this.seqSeenAt(key, conversation);
    if (!conversation || seq === undefined || this.isKeptUnread || seq <= conversation.me.lastReadSeq) return;
    // With one subject shown alone, what lies between may never have been seen.
    if (this.shownSubject() !== undefined && !this.isGapless(conversation.me.lastReadSeq, seq)) return;
    const conversationId = conversation.id;
    const readNow = this.messagesOfOthersAfter(conversation.me.lastReadSeq).filter((message) => message.seq <= seq);
    this.reads.read(conversationId, seq, readNow.length);
  }

  /** Every message after one and up to another is shown. */
  private isGapless(after: number, upTo: number): boolean {
    const shown = this.feed.messages().filter(({ seq }) => seq > after && seq <= upTo);
    return shown.length === upTo - after;
  }

  /** Shows the whole of a long message, or its beginning again. */
  fold(key: string): void {
    this.unfolded.update((keys) => new Set(keys.has(key) ? [...keys].filter((one) => one !== key) : [...keys, key]));
  }

  /** It and all after it are unread again, and stay so until I come back. */
  markUnread({ conversationId, seq }: MessageDto): void {
    this.isKeptUnread = true;
    void this.actions.markUnread(conversationId, seq);
  }

  /** What I answer is shown as it is now; when it is gone, I answer nothing. */
  private followAnswered(event: RealtimeEvent): void {
    this.replyTo.update((answered) => {
      if (!answered || isGoneAfter(answered, event, this.me().id)) return undefined;
      return heldAfter(answered, event, this.me().id);
    });
  }

  private messagesOfOthersAfter(seq: number): MessageDto[] {
    const mine = this.me().id;
    return this.feed
      .messages()
      .filter((message) => message.seq > seq && message.kind === 'user' && message.sender.id !== mine);
  }

  /** Behind the last message there may be some that I do not see: whoever is there has read them too. */
  private seqSeenAt(key: string, { lastSeq, lastRev }: ConversationDto): number | undefined {
    const seq = this.newestSeqUpTo(key);
    const { knownRev = 0, messages, hasAfter, subject } = this.feed;
    const isLast = seq !== undefined && seq === messages().at(-1)?.seq && !hasAfter() && subject === undefined;
    return isLast && knownRev >= lastRev ? lastSeq : seq;
  }

  /** The newest message up to the row with this key. */
  newestSeqUpTo(key: string): number | undefined {
    const rows = this.rows();
    const index = rows.findIndex((row) => row.key === key);
    const before = rows.slice(0, index + 1).findLast((row) => 'message' in row && row.message !== undefined);
    return before && 'message' in before ? before.message?.seq : undefined;
  }
}

function withEdited(messages: readonly MessageDto[], edited: MessageDto | undefined): readonly MessageDto[] {
  if (!edited || messages.some(({ seq }) => seq === edited.seq)) return messages;
  return [...messages, edited].sort((a, b) => a.seq - b.seq);
}
