import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  untracked,
} from '@angular/core';
import { NgTemplateOutlet } from '@angular/common';
import { RouterLink } from '@angular/router';
import { hasVisibleText } from '../../../../src/core/http/text.js';
import { Api } from '../api/api';
import { sendMessage } from '../api/fn/messages/send-message';
import { CompletionList } from '../compose/completion/completion-list';
import { emojiCompletions } from '../compose/emoji/emoji-completions';
import { ScopedKeys } from '../core/key-scope';
import { problemOf } from '../core/problem';
import { Session } from '../core/session';
import { ConversationStore } from '../state/conversations/conversation-store';
import { Blocks } from '../state/blocks/blocks';
import { isOtherGone, isSilent } from '../state/conversations/who-writes';
import { isEmpty, withFiles } from '../state/drafts/draft-text';
import { Drafts } from '../state/drafts/drafts';
import { now } from '../core/present';
import { dayAndTime, fullTime } from '../core/times';
import { MessageFiles } from '../files/message-files';
import { layoutOf, ofAttachment } from '../files/shown-file';
import { Avatar } from '../ui/avatar';
import { CLOSING_KEYS } from '../ui/closing-keys';
import { ClosedComposer, type Closure } from '../ui/closed-composer';
import { FieldValue } from '../ui/field-value';
import { Forwarded } from '../ui/forwarded';
import { PersonName } from '../people/person-name';
import { Icon } from '../ui/icon';
import { NO_WORDS, NotificationChoices } from '../state/notifications/notification-choices';
import { Teams } from '../state/teams/teams';
import { isSameMentions, type Mentions, mentionsOfCopy } from '../ui/markdown/mention-chips';
import { Markdown } from '../ui/markdown/markdown';
import { forgetReply, replyIdOf } from './reply-under-way';
import { Toasts } from '../ui/toast.service';
import { Receipts } from '../state/messages/receipts';
import { type BoxName, keyOf, type Mail } from '../state/mail/mail-list';
import { Saved } from '../state/saved/saved';
import { MAIL_REPLY_KEYS } from './mail-keys';
import { nameOfConversation } from '../state/conversations/ref-names';
import { isolated } from '../core/isolated';
import { around, t } from '../core/words/words';

const NEVER = '9999-12-31T00:00:00.000Z';

/** One message, whole, with a reply below it. */
@Component({
  selector: 'app-mail-reading',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Avatar,
    ClosedComposer,
    CompletionList,
    FieldValue,
    Forwarded,
    Icon,
    Markdown,
    MessageFiles,
    PersonName,
    NgTemplateOutlet,
    RouterLink,
  ],
  templateUrl: './mail-reading.html',
  styleUrl: './mail-reading.css',
  host: { '(keydown)': 'closeByKey($event)' },
})
export class MailReading {
  protected readonly around = around;
  protected readonly t = t;
  readonly mail = input.required<Mail>();
  readonly box = input.required<BoxName>();
  /** Whether there are messages before and after it in the list. */
  readonly hasNewer = input(false);
  readonly hasOlder = input(false);
  readonly closed = output<void>();
  readonly step = output<1 | -1>();
  readonly deleted = output<void>();
  readonly restored = output<void>();

  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly toasts = inject(Toasts);
  private readonly store = inject(ConversationStore);
  private readonly receipts = inject(Receipts);
  private readonly keys = inject(ScopedKeys);
  protected readonly drafts = inject(Drafts);
  protected readonly saved = inject(Saved);
  protected readonly completions = [emojiCompletions()];

  private readonly key = computed(() => keyOf(this.mail()));
  /** What is begun to be written in the conversation, on this device or another, is what is begun here. */
  private readonly draft = computed(() => this.drafts.of(this.mail().conversationId));
  protected readonly reply = computed(() => this.draft().body);
  protected readonly failure = linkedSignal<string, string | undefined>({
    source: this.key,
    computation: () => undefined,
  });
  protected readonly isSending = signal(false);
  protected readonly files = computed(() => layoutOf(this.mail().attachments.map(ofAttachment)));
  protected readonly time = computed(() => fullTime(this.mail().createdAt));
  protected readonly until = computed(() => {
    const { restorableUntil } = this.mail();
    return restorableUntil && fullTime(restorableUntil);
  });
  protected readonly isDue = computed(() => new Date(this.mail().remindAt ?? NEVER) <= now());
  protected readonly reminder = computed(() => {
    const { remindAt } = this.mail();
    if (!remindAt) return '';
    return t(this.isDue() ? 'saved.dueSince' : 'saved.reminder', { when: dayAndTime(remindAt) });
  });
  protected readonly to = computed(() => nameOfConversation(this.mail().conversation, this.session.me()?.id));
  protected readonly placeholder = computed(() => t('message.replyTo', { name: isolated(this.to()) }));
  protected readonly mentions = computed<Mentions>(
    () => {
      const mail = this.mail();
      if (mail.forwarded && !this.isQuoting()) return this.mentionsOfCopy();
      return { ...this.teams.mentionsOf(mail), myId: this.isMine() ? undefined : this.session.me()?.id, opens: false };
    },
    { equal: isSameMentions },
  );
  /** What it is a copy of stands in a box below it. */
  protected readonly isQuoting = computed(() => typeof this.mail().forwarded?.body === 'string');
  protected readonly mentionsOfCopy = computed(
    () => mentionsOfCopy(this.mail().forwarded?.mentions ?? [], { opens: false }),
    { equal: isSameMentions },
  );
  protected readonly isMine = computed(() => this.mail().sender.id === this.session.me()?.id);

  /** What notifies me like a mention, in what others write. */
  protected readonly ownWords = computed(() => (this.isMine() ? NO_WORDS : this.choices.words()));

  private readonly conversation = computed(() => this.store.conversation(this.mail().conversationId)());
  private readonly blocks = inject(Blocks);
  private readonly teams = inject(Teams);
  private readonly choices = inject(NotificationChoices);
  private readonly isOtherGone = linkedSignal({ source: this.key, computation: () => false });
  /** Why there is nothing to be written here. */
  protected readonly closedBecause = computed((): Closure | undefined => {
    if (isSilent(this.conversation())) return 'admins-write';
    if (this.blocks.has(this.mail().conversation.other?.id)) return 'you-blocked';
    return this.isOtherGone() ? 'other-gone' : undefined;
  });

  protected unblock(): void {
    const { other } = this.mail().conversation;
    if (other) void this.blocks.unblock(other);
  }

  protected readonly canSend = computed(() => hasVisibleText(this.reply()) && !this.isSending());

  constructor() {
    effect(() => {
      const key = this.key();
      if (this.box() !== 'trash') untracked(() => void this.learnWhoWrites(key));
    });
  }

  protected write(body: string): void {
    const draft = this.draft();
    const replyToSeq = isEmpty(draft) ? this.mail().seq : draft.replyToSeq;
    this.drafts.keep(this.mail().conversationId, { ...draft, body, replyToSeq });
  }

  protected closeByKey(event: KeyboardEvent): void {
    this.keys.run(CLOSING_KEYS, event, { close: () => this.closed.emit() });
  }

  protected sendByKey(event: KeyboardEvent): void {
    this.keys.run(MAIL_REPLY_KEYS, event, { send: () => this.send() });
  }

  protected async send(): Promise<void> {
    if (!this.canSend()) return;
    const text = this.draft();
    const { body } = text;
    const { conversationId } = this.mail();
    const key = this.key();
    const to = isolated(this.to());
    const replyToSeq = text.replyToSeq ?? this.mail().seq;
    const subject = text.subject.trim();
    const clientId = replyIdOf(JSON.stringify([conversationId, replyToSeq, subject, body]), () =>
      this.drafts.clientIdFor(conversationId, { body, subject, replyToSeq }),
    );
    this.isSending.set(true);
    this.failure.set(undefined);
    try {
      await this.api.invoke(sendMessage, {
        conversationId,
        body: { clientId, body, replyToSeq, ...(subject && { subject }) },
      });
      forgetReply();
      // Its files are for a message in the chat.
      this.drafts.sent(conversationId, withFiles(text, []));
      this.toasts.show({ text: t('mail.replySent', { name: to }) });
    } catch (error) {
      const { detail } = problemOf(error);
      if (this.key() === key) this.failure.set(t('message.notSent', { reason: detail }));
      else this.toasts.showError(t('mail.replyNotSent', { name: to, reason: detail }));
    } finally {
      this.isSending.set(false);
    }
  }

  protected discard(): void {
    this.drafts.drop(this.mail().conversationId);
  }

  private async learnWhoWrites(key: string): Promise<void> {
    const { conversationId } = this.mail();
    try {
      const { kind } = this.conversation() ?? (await this.store.fetch(conversationId));
      if (kind !== 'direct') return;
      const members = await this.receipts.load(conversationId);
      if (key === this.key()) this.isOtherGone.set(isOtherGone(members, this.session.me()?.id ?? ''));
    } catch (error) {
      // Then it is said when it is tried.
      problemOf(error);
    }
  }
}
