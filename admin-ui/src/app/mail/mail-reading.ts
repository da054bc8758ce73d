import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  output,
  signal,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../api/api';
import { sendMessage } from '../api/fn/messages/send-message';
import { problemOf } from '../core/problem';
import { randomId } from '../core/random-id';
import { Session } from '../core/session';
import { fullTime } from '../messenger/times';
import { Avatar } from '../ui/avatar';
import { Icon } from '../ui/icon';
import { Markdown } from '../ui/markdown/markdown';
import { Toasts } from '../ui/toast.service';
import { type BoxName, keyOf, type Mail } from './mail-box';
import { nameOfConversation } from './mail-names';

/** One message, whole, with a reply below it. */
@Component({
  selector: 'app-mail-reading',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Avatar, Icon, Markdown, RouterLink],
  templateUrl: './mail-reading.html',
  styleUrl: './mail-reading.css',
  host: { '(keydown.escape)': 'leave()' },
})
export class MailReading {
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

  private readonly key = computed(() => keyOf(this.mail()));
  /** Each message begins with an empty reply. */
  protected readonly reply = linkedSignal({
    source: this.key,
    computation: () => ({ text: '', clientId: randomId() }),
  });
  protected readonly failure = linkedSignal<string, string | undefined>({
    source: this.key,
    computation: () => undefined,
  });
  protected readonly isSending = signal(false);
  protected readonly time = computed(() => fullTime(this.mail().createdAt));
  protected readonly until = computed(() => {
    const { restorableUntil } = this.mail();
    return restorableUntil && fullTime(restorableUntil);
  });
  protected readonly to = computed(() => nameOfConversation(this.mail().conversation, this.session.me()?.id));
  protected readonly isMine = computed(() => this.mail().sender.id === this.session.me()?.id);

  protected readonly canSend = computed(() => this.reply().text.trim() !== '' && !this.isSending());

  /** A reply that was begun is not thrown away. */
  protected leave(): void {
    if (this.reply().text.trim() === '') this.closed.emit();
  }

  protected write(text: string): void {
    // Other words are another message, so that an earlier failed try cannot be mistaken for this one.
    this.reply.set({ text, clientId: randomId() });
  }

  protected sendByKey(event: Event): void {
    event.preventDefault();
    void this.send();
  }

  protected async send(): Promise<void> {
    if (!this.canSend()) return;
    const { text: body, clientId } = this.reply();
    const { conversationId, seq: replyToSeq } = this.mail();
    this.isSending.set(true);
    this.failure.set(undefined);
    try {
      await this.api.invoke(sendMessage, { conversationId, body: { clientId, body, replyToSeq } });
      this.write('');
      this.toasts.show({ text: `Reply sent to ${this.to()}` });
    } catch (error) {
      this.failure.set(`Not sent: ${problemOf(error).detail}`);
    } finally {
      this.isSending.set(false);
    }
  }
}
