import { NgTemplateOutlet } from '@angular/common';
import { CdkConnectedOverlay, CdkOverlayOrigin, type ConnectedPosition } from '@angular/cdk/overlay';
import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  Injector,
  input,
  output,
  untracked,
} from '@angular/core';
import type { ReplyPreviewDto } from '../../api/models/reply-preview-dto';
import { latePart } from '../../core/late-part';
import { Link } from '../../core/realtime/link';
import { Avatar } from '../../ui/avatar';
import { MessageFiles } from '../../files/message-files';
import { Forwarded } from '../../ui/forwarded';
import { PersonCards } from '../../people/person-cards';
import { TeamCards } from '../../people/team-cards';
import { NO_WORDS, NotificationChoices } from '../../state/notifications/notification-choices';
import { Teams } from '../../state/teams/teams';
import { PersonName } from '../../people/person-name';
import { Icon } from '../../ui/icon';
import { Markdown } from '../../ui/markdown/markdown';
import { HeldLine } from './held-line';
import { Toasts } from '../../ui/toast.service';
import { Undelivered } from '../../state/outbox/message-delivery';
import { Outbox } from '../../state/outbox/outbox';
import { Receipts } from '../../state/messages/receipts';
import { isSameMentions, type Mentions, mentionsOfCopy, withNames } from '../../ui/markdown/mention-chips';
import { plainText } from '../../ui/markdown/plain-text';
import { clockTime, fullTime } from '../../core/times';
import type { MessageRow } from '../open-conversation/log-rows';
import { beginningOf } from './beginning-of';
import { MessageActions } from './message-actions';
import { MessageReceipts } from './message-receipts';
import { MessageTools } from './message-tools';
import { OpenConversation } from '../open-conversation/open-conversation';
import { LongPress } from '../../ui/long-press';
import { Reactions } from '../../state/messages/reactions';
import { Saved } from '../../state/saved/saved';
import { ReactionChips } from '../reactions/reaction-chips';
import { RowEditor } from './row-editor';
import { isolated } from '../../core/isolated';
import { t } from '../../core/words/words';

/** Below the ticks, or above them where there is no room. */
const BESIDE_TICKS: ConnectedPosition[] = [
  { originX: 'end', originY: 'bottom', overlayX: 'end', overlayY: 'top', offsetY: 6 },
  { originX: 'end', originY: 'top', overlayX: 'end', overlayY: 'bottom', offsetY: -6 },
];

const EDITOR = latePart(() => import('./row-editor'));

const TICK = { sent: 'row.isSent', delivered: 'row.isDelivered', read: 'row.isRead' } as const;

/** One message: who, when, about what, what it answers, what it says, and how far it got. */
@Component({
  selector: 'app-message-row',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Avatar,
    CdkConnectedOverlay,
    CdkOverlayOrigin,
    Forwarded,
    HeldLine,
    Icon,
    LongPress,
    Markdown,
    MessageFiles,
    MessageReceipts,
    MessageTools,
    PersonName,
    NgTemplateOutlet,
    ReactionChips,
    RowEditor,
  ],
  templateUrl: './message-row.html',
  styleUrl: './message-row.css',
})
export class MessageRowView {
  protected readonly t = t;
  readonly row = input.required<MessageRow>();
  readonly isTabStop = input(false);
  readonly isFlashed = input(false);

  /** The row is about to show more or less of a long message. */
  readonly folded = output<void>();

  protected readonly open = inject(OpenConversation);
  protected readonly outbox = inject(Outbox);
  protected readonly actions = inject(MessageActions);
  private readonly cards = inject(PersonCards);
  private readonly teamCards = inject(TeamCards);
  private readonly teams = inject(Teams);
  private readonly choices = inject(NotificationChoices);
  private readonly receipts = inject(Receipts);
  private readonly saved = inject(Saved);
  private readonly allReactions = inject(Reactions);
  private readonly link = inject(Link);
  private readonly toasts = inject(Toasts);
  private readonly injector = inject(Injector);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  /** It is shown when I want to see it. */
  protected readonly isVeiled = computed(() => {
    const { sender, key } = this.row();
    return this.open.isOfBlocked(sender.id) && !this.open.unfolded().has(veilOf(key));
  });
  protected readonly isDeleted = computed(() => !!this.row().message?.deletedAt);
  protected readonly isHot = computed(() => this.open.hotKey() === this.row().key);
  protected readonly isEdited = computed(() => !!this.row().message?.editedAt);
  protected readonly isPinned = computed(() => !!this.row().message?.pinned);
  protected readonly isSaved = computed(() => {
    const { message } = this.row();
    return !!message && this.saved.of(message) !== undefined;
  });
  private readonly isToBeEdited = computed(() => {
    const seq = this.row().message?.seq;
    return seq !== undefined && this.open.editingSeq() === seq;
  });
  protected readonly isEditing = computed(() => this.isToBeEdited() && EDITOR.isThere());
  /** What is shown of a long message at first. */
  protected readonly beginning = computed(() => beginningOf(this.row().body));
  protected readonly isWhole = computed(() => this.open.unfolded().has(this.row().key));
  /** Of what it is a copy, and as much of that as is shown. */
  protected readonly forwarded = computed(() => this.row().message?.forwarded);
  /** The copy stands in a box below what is said of it. */
  protected readonly isQuoting = computed(() => typeof this.forwarded()?.body === 'string');
  private readonly beginningOfCopy = computed(() => beginningOf(this.forwarded()?.body ?? ''));
  protected readonly shownCopy = computed(() => {
    const beginning = this.isWhole() ? undefined : this.beginningOfCopy();
    return beginning ?? this.forwarded()?.body ?? undefined;
  });
  protected readonly isLong = computed(() => (this.beginning() ?? this.beginningOfCopy()) !== undefined);
  private readonly isFolded = computed(() => this.beginning() !== undefined && !this.isWhole());
  protected readonly shown = computed(() => (this.isFolded() ? this.beginning() : undefined) ?? this.row().body);
  /** Whom it mentions; of one that is on its way, whom it seems to. */
  protected readonly mentions = computed<Mentions | undefined>(
    () => {
      const { message, body, isOwn } = this.row();
      if (!body.includes('@')) return undefined;
      if (message?.forwarded && !this.isQuoting()) return this.mentionsOfCopy();
      const about = { myId: isOwn ? undefined : this.open.me().id, opens: true };
      return message ? { ...this.teams.mentionsOf(message), ...about } : { ...this.open.mentionsIn(body), ...about };
    },
    { equal: isSameMentions },
  );
  /** What notifies me like a mention, in what others write. */
  protected readonly ownWords = computed(() => (this.row().isOwn ? NO_WORDS : this.choices.words()));
  protected readonly mentionsOfCopy = computed<Mentions | undefined>(
    () => {
      const people = this.forwarded()?.mentions;
      return people && mentionsOfCopy(people, { opens: true });
    },
    { equal: isSameMentions },
  );
  protected readonly time = computed(() => clockTime(this.row().createdAt));
  protected readonly fullTime = computed(() => fullTime(this.row().createdAt));

  protected readonly besideTicks = BESIDE_TICKS;
  private readonly others = computed(() => (this.open.conversation()?.memberCount ?? 1) - 1);
  private readonly reach = computed(() => {
    const { message, isOwn } = this.row();
    if (!message || !isOwn) return { readBy: 0, deliveredTo: 0 };
    return this.receipts.reachOf(message.conversationId, message.seq, this.open.me().id);
  });
  /** How far it got with all of them: the tick shows no more than that, the number beside it does. */
  protected readonly tick = computed(() => {
    const { readBy, deliveredTo } = this.reach();
    const others = this.others();
    if (others > 0 && readBy >= others) return 'read';
    return others > 0 && deliveredTo >= others ? 'delivered' : 'sent';
  });
  /** In a group the number of readers stands beside the ticks. */
  protected readonly readBy = computed(() =>
    this.open.isDirect() || this.reach().readBy === 0
      ? ''
      : t('row.readBy', { readers: this.reach().readBy, others: this.others() }),
  );
  protected readonly showsReceipts = computed(() => {
    const seq = this.row().message?.seq;
    return this.row().isOwn && seq !== undefined && this.open.receiptsOf() === seq;
  });
  /** Also what stands behind one that waits, and one that was refused while it is tried again. */
  protected readonly waits = computed(() => {
    const { delivery, wasRefused } = this.row();
    return delivery?.kind === 'waiting' || (delivery?.kind === 'sending' && (wasRefused || this.link.isDown()));
  });
  /** Without a connection it goes out with the next one; a server in trouble is asked again in a while. */
  protected readonly waitWords = computed(() => t(this.link.isDown() ? 'row.willSendLater' : 'row.serverAway'));
  /** Why it is not sent, where the server said no, if only for now. */
  protected readonly notSentWords = computed(() => {
    const { delivery, wasRefused } = this.row();
    if (delivery?.kind === 'failed') return t('message.notSent', { reason: delivery.reason });
    return wasRefused && this.waits() ? t('message.notSent', { reason: this.waitWords() }) : undefined;
  });
  protected readonly mayRetry = computed(() => {
    const { delivery, wasRefused } = this.row();
    if (delivery?.kind === 'failed') return delivery.canRetry;
    return delivery?.kind === 'waiting' || wasRefused === true;
  });
  /** The name of the file for which it could not be sent, where something is left to send. */
  protected readonly lostFile = computed(() => {
    const { delivery, files, body } = this.row();
    if (delivery?.kind !== 'failed' || delivery.lostFileId === undefined) return undefined;
    const all = [...(files?.pictures ?? []), ...(files?.others.map(({ file }) => file) ?? [])];
    const lost = all.find(({ uploadId }) => uploadId === delivery.lostFileId);
    return lost && (all.length > 1 || body !== '') ? isolated(lost.name) : undefined;
  });
  protected readonly stateText = computed(() => {
    const { delivery } = this.row();
    if (this.waits()) return this.waitWords();
    if (delivery?.kind === 'held') return t('row.isHeld');
    if (delivery) return t(delivery.kind === 'failed' ? 'row.isNotSent' : 'row.isSending');
    return this.readBy() ? t('row.isReadBy', { readers: this.readBy() }) : t(TICK[this.tick()]);
  });
  /** What stands at the end of the last line; the style keeps room for just these words. */
  protected readonly tail = computed(() => {
    const words = [this.isEdited() && t('row.edited'), ...(this.row().isOwn ? [this.time(), this.readBy()] : [])];
    return JSON.stringify(words.filter(Boolean).join(' · '));
  });
  protected readonly clock = computed(() => JSON.stringify(` ${this.time()}`));
  protected readonly hasTail = computed(() => this.row().isOwn || this.isEdited());

  protected readonly reactions = computed(() => {
    const { message } = this.row();
    return message && !message.deletedAt ? this.allReactions.shown(message) : [];
  });
  private readonly reactionText = computed(() => {
    const all = this.reactions().map(({ emoji, count }) => `${emoji} ${count}`);
    return all.length > 0 && t('react.inRow', { reactions: all.join(', ') });
  });

  protected readonly label = computed(() => {
    const { sender, isOwn, subject, replyTo } = this.row();
    if (this.isVeiled()) return [t('blocks.folded'), this.time()].join(', ');
    const parts = [
      isOwn ? t('message.you') : sender.displayName,
      this.time(),
      replyTo && inReplyTo(replyTo.sender?.displayName),
      subject,
      this.forwarded() && t('row.forwardedFrom', { name: isolated(this.forwarded()?.sender.displayName ?? '') }),
      this.isDeleted()
        ? t('row.isDeleted')
        : withNames(plainText(this.shown()), this.mentions()?.people ?? [], this.mentions()?.teams),
      this.forwarded()?.body && withNames(plainText(this.shownCopy() ?? ''), this.mentionsOfCopy()?.people ?? []),
      this.fileNames(),
      this.isEdited() && t('row.edited'),
      this.isPinned() && t('row.isPinned'),
      this.isSaved() && t('row.isSaved'),
      this.reactionText(),
      isOwn && this.stateText(),
    ];
    return parts.filter(Boolean).join(', ');
  });

  private readonly fileNames = computed(() => {
    const { pictures = [], others = [] } = this.row().files ?? {};
    const files = [...pictures, ...others.map(({ file }) => file)];
    return files.map(({ alt, name }) => alt || name).join(', ');
  });

  /** What a message says that this one answers; one without a text has files. */
  protected quoted({ deleted, excerpt, sender, mentions = [], mentionedTeams }: ReplyPreviewDto): string {
    if (this.open.isOfBlocked(sender?.id)) return t('blocks.folded');
    if (deleted) return t('message.wasDeleted');
    return excerpt === '' ? t('message.attachment') : withNames(excerpt ?? '', mentions, mentionedTeams);
  }

  constructor() {
    effect(() => {
      // It may be changed next.
      if (this.isHot() && untracked(this.row).isOwn) void EDITOR.fetch();
    });
    effect(() => {
      if (this.isToBeEdited()) untracked(() => void this.bringEditor());
    });
  }

  private async bringEditor(): Promise<void> {
    if (await EDITOR.fetch()) return;
    this.open.editingSeq.set(undefined);
    this.toasts.showError(t('problem.unexpected'));
  }

  protected enter(): void {
    if (!this.open.isMenuOpen()) this.open.hotKey.set(this.row().key);
  }

  /** The tools are drawn first. */
  protected openMenu(): void {
    this.open.hotKey.set(this.row().key);
    const open = (): void => this.host.querySelector<HTMLElement>('[data-more]')?.click();
    afterNextRender(open, { injector: this.injector });
  }

  protected leave(): void {
    if (this.isHot() && !this.open.isMenuOpen()) this.open.hotKey.set(undefined);
  }

  protected fold(): void {
    this.folded.emit();
    this.open.fold(this.row().key);
  }

  protected unveil(): void {
    this.folded.emit();
    this.open.fold(veilOf(this.row().key));
    this.host.querySelector('article')?.focus();
  }

  protected showPerson(userId: string): void {
    const people = [...(this.mentions()?.people ?? []), ...(this.mentionsOfCopy()?.people ?? [])];
    const person = people.find((one) => one.userId === userId);
    if (person) void this.cards.open({ ...person, id: userId });
  }

  protected showTeam(teamId: string): void {
    void this.teamCards.open(teamId);
  }

  protected showVersions(): void {
    const { message } = this.row();
    if (message) void this.actions.showVersions(message);
  }

  /** What the server holds comes back to where one writes, unless it was sent meanwhile. */
  protected async undoSending(): Promise<void> {
    try {
      const entry = await this.outbox.takeBack(this.row().clientId);
      if (entry) this.open.takenBack.set(entry);
    } catch (error) {
      if (!(error instanceof Undelivered)) throw error;
      this.toasts.showError(error.reason);
    }
  }

  /** Out of the log and back to where one writes. */
  protected takeBack(): void {
    const entry = this.outbox.takeOut(this.row().clientId);
    if (entry) this.open.takenBack.set(entry);
  }
}

/** What stands for it among what is unfolded. */
function veilOf(key: string): string {
  return `veil:${key}`;
}

function inReplyTo(name: string | undefined): string {
  return name === undefined ? t('row.inReplyToHidden') : t('row.inReplyTo', { name });
}
