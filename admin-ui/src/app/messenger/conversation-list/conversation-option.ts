import { Directionality } from '@angular/cdk/bidi';
import { CdkContextMenuTrigger, CdkMenu, CdkMenuItem, CdkMenuTrigger } from '@angular/cdk/menu';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  ElementRef,
  inject,
  input,
  output,
  viewChild,
} from '@angular/core';
import type { ConversationDto } from '../../api/models/conversation-dto';
import { Presence } from '../../core/presence/presence';
import { presenceWord } from '../../core/presence/presence-words';
import { READ_WITHIN_MS, risesLater } from '../../core/rises-later';
import { Session } from '../../core/session';
import { Avatar } from '../../ui/avatar';
import { Icon } from '../../ui/icon';
import { PresenceDot } from '../../ui/presence-dot';
import { NotifyMenu } from '../notify-menu';
import { ConversationActions } from '../conversation-actions';
import { HistoryClearing } from '../history-clearing';
import { Blocks } from '../../state/blocks/blocks';
import { Drafts } from '../../state/drafts/drafts';
import { lineOf } from '../../state/messages/line-of';
import { plainText } from '../../ui/markdown/plain-text';
import { nameOf, otherOf, pictureOf } from '../../state/conversations/conversation-names';
import { isMuted, wantsToBeHeard } from '../../state/conversations/heard';
import { NotificationChoices } from '../../state/notifications/notification-choices';
import { Outbox } from '../../state/outbox/outbox';
import { TypingPeople } from '../../state/conversations/typing-people';
import { systemText } from '../../ui/system-line';
import { briefly } from '../../core/times';
import { isolated } from '../../core/isolated';
import { ScopedKeys } from '../../core/key-scope';
import { t } from '../../core/words/words';
import { CHAT_KEYS, OPENING_KEYS } from './chat-list-keys';

/** One conversation in the list, with its menu: right click, Shift+F10 or the full stop. */
@Component({
  selector: 'li[app-conversation-option]',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Avatar, CdkContextMenuTrigger, CdkMenu, CdkMenuItem, CdkMenuTrigger, Icon, NotifyMenu, PresenceDot],
  templateUrl: './conversation-option.html',
  styleUrl: './conversation-option.css',
  host: {
    role: 'option',
    '[class.sel]': 'isOpen()',
    '[class.unread]': 'isUnread()',
    '[attr.aria-selected]': 'isOpen()',
    '(click)': 'open.emit()',
    '(keydown)': 'handleKey($event)',
    '(contextmenu)': 'showMenuOfFocused($event)',
  },
})
export class ConversationOption {
  protected readonly t = t;
  readonly conversation = input.required<ConversationDto>();
  readonly isOpen = input(false);
  readonly open = output<void>();
  protected readonly isMuted = computed(() => isMuted(this.conversation().me));
  /** What is unread in it is not of what I want to hear. */
  protected readonly isSoft = computed(() => !wantsToBeHeard(this.conversation(), this.choices.level()));

  private readonly session = inject(Session);
  private readonly outbox = inject(Outbox);
  private readonly drafts = inject(Drafts);
  private readonly presence = inject(Presence);
  private readonly typing = inject(TypingPeople);
  private readonly keys = inject(ScopedKeys);
  private readonly choices = inject(NotificationChoices);
  protected readonly blocks = inject(Blocks);
  protected readonly actions = inject(ConversationActions);
  protected readonly clearing = inject(HistoryClearing);
  /** Why its history cannot be cleared now. */
  protected readonly clearObstacle = computed(() => this.clearing.obstacle(this.conversation()));
  /** How what we write ourselves runs: the colon stands behind a name, whichever way that runs. */
  protected readonly ourDirection = inject(Directionality).valueSignal.asReadonly();
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly row = viewChild.required<ElementRef<HTMLElement>>('row');

  private readonly myId = computed(() => this.session.me()?.id);
  protected readonly name = computed(() => nameOf(this.conversation(), this.myId()));
  private readonly other = computed(() => otherOf(this.conversation(), this.myId()));
  /** The other person of a direct conversation. */
  protected readonly blockable = computed(() => {
    const other = this.other();
    return other?.id === this.myId() ? undefined : other;
  });
  protected readonly isBlocked = computed(() => this.blocks.has(this.blockable()?.id));
  protected readonly avatarId = computed(() => this.other()?.id ?? this.conversation().id);
  protected readonly picture = computed(() => pictureOf(this.conversation(), this.myId()));
  protected readonly dot = computed(() => {
    const other = this.other();
    return other && other.id !== this.myId() ? this.presence.of(other.id)?.state : undefined;
  });
  protected readonly typingWords = computed(() => {
    const { id, kind, members } = this.conversation();
    const [first, ...more] = this.isOpen() ? [] : this.typing.in(id);
    if (first === undefined) return '';
    if (kind === 'direct') return t('chat.typing');
    const name = members.find((member) => member.id === first)?.displayName.split(' ')[0];
    return name !== undefined && more.length === 0 ? t('chat.isTyping', { name: isolated(name) }) : t('chat.typing');
  });
  private readonly unreadCount = risesLater(
    computed(() => this.conversation().unreadCount),
    READ_WITHIN_MS,
  );
  protected readonly isMentioned = computed(() => this.isUnread() && this.conversation().unreadMentions > 0);
  protected readonly isUnread = computed(() => this.unreadCount() > 0);
  protected readonly count = computed(() => (this.unreadCount() > 99 ? '99+' : this.unreadCount()));

  /** What is still on its way is the newest there is. */
  private readonly outgoing = computed(() =>
    this.outbox.messages().findLast(({ conversationId }) => conversationId === this.conversation().id),
  );
  /** The server did not take one, if only for now: it is not there yet, and somebody may want to do something. */
  protected readonly hasFailed = computed(() =>
    this.outbox
      .messages()
      .some(
        ({ conversationId, delivery, wasRefused }) =>
          conversationId === this.conversation().id && (delivery.kind === 'failed' || wasRefused),
      ),
  );
  /** What was begun there, or, where that is files alone, their names. */
  protected readonly draft = computed(() => {
    if (this.isOpen()) return '';
    const { body, files = [] } = this.drafts.of(this.conversation().id);
    return plainText(body).trim() || files.map(({ name }) => name).join(', ');
  });

  protected readonly preview = computed(() => {
    const outgoing = this.outgoing();
    if (outgoing)
      return {
        who: t('chat.by', { name: t('message.you') }),
        subject: outgoing.subject,
        text: lineOf(outgoing),
        isOurs: false,
      };
    const { lastMessage: message, me } = this.conversation();
    const nothing = me.clearedThroughSeq > 0 ? t('log.cleared') : t('chat.noMessages');
    if (!message) return { who: '', subject: null, text: nothing, isOurs: true };
    if (message.kind === 'system')
      return { who: '', subject: null, text: systemText(message, this.myId()) ?? '', isOurs: true };
    if (this.conversation().kind === 'group' && this.blocks.has(message.sender.id))
      return { who: '', subject: null, text: t('blocks.folded'), isOurs: true };
    const text = message.deletedAt ? t('message.wasDeleted') : lineOf(message);
    const isOurs = message.deletedAt !== null;
    return { who: this.authorOf(message.sender), subject: message.subject, text, isOurs };
  });
  protected readonly time = computed(() => {
    const at = this.outgoing()?.createdAt ?? this.conversation().lastMessage?.createdAt;
    return at === undefined ? '' : briefly(at);
  });

  protected readonly label = computed(() => {
    const { unreadCount, unreadMentions, me } = this.conversation();
    const { who, subject, text } = this.preview();
    const parts = [
      this.name(),
      presenceWord(this.dot()),
      unreadCount > 0 && t('message.unread', { count: unreadCount }),
      unreadMentions > 0 && t('mention.unread', { count: unreadMentions }),
      this.hasFailed() && t('chat.hasFailed'),
      this.draft() && t('chat.hasDraft'),
      subject,
      [who, text].filter(Boolean).join(' '),
      this.time(),
      this.isMuted() && t('chat.isMuted'),
      me.pinned && t('chat.isPinned'),
    ];
    return parts.filter(Boolean).join(', ');
  });

  protected handleKey(event: KeyboardEvent): void {
    const conversation = this.conversation();
    if (this.keys.run(OPENING_KEYS, event, { open: () => this.open.emit() })) return;
    this.keys.run(CHAT_KEYS, event, {
      unread: () => this.actions.toggleUnread(conversation),
      archive: () => this.actions.toggleArchived(conversation),
      pin: () => this.actions.togglePinned(conversation),
      menu: () => this.showMenu(),
    });
  }

  /** Shift+F10 asks at the row itself; a right click asks at what is in it. */
  protected showMenuOfFocused(event: Event): void {
    if (event.target !== this.element.nativeElement) return;
    event.preventDefault();
    this.showMenu();
  }

  private showMenu(): void {
    const { left, bottom } = this.element.nativeElement.getBoundingClientRect();
    // Opened by an event, the menu takes the focus; opened by `open()`, it would not.
    this.row().nativeElement.dispatchEvent(
      new MouseEvent('contextmenu', { clientX: left + 52, clientY: bottom - 8, cancelable: true }),
    );
  }

  /** Closing the menu by a click elsewhere leaves the focus there. */
  protected takeFocusBack(): void {
    const { activeElement, body } = document;
    const wasInMenu = activeElement === body || activeElement?.closest('[role=menu]') != null;
    if (wasInMenu) this.element.nativeElement.focus();
  }

  private authorOf(sender: { readonly id: string; readonly displayName: string }): string {
    if (sender.id === this.myId()) return t('chat.by', { name: t('message.you') });
    return this.conversation().kind === 'group'
      ? t('chat.by', { name: isolated(sender.displayName.split(' ')[0] ?? '') })
      : '';
  }
}
