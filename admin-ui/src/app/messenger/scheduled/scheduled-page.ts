import { Clipboard } from '@angular/cdk/clipboard';
import { ChangeDetectionStrategy, Component, computed, effect, ElementRef, inject, untracked } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type { ScheduledDto } from '../../api/models/scheduled-dto';
import { detailOf, problemOf } from '../../core/problem';
import { Link } from '../../core/realtime/link';
import { Session } from '../../core/session';
import { wallTime } from '../../../../../src/users/wall-time.js';
import { dayAndTime, fullTime, timeIn, timeZoneHere } from '../../core/times';
import { t } from '../../core/words/words';
import { nameOf, otherOf, pictureOf } from '../../state/conversations/conversation-names';
import { ConversationStore } from '../../state/conversations/conversation-store';
import { ScheduledMessages } from '../../state/scheduled/scheduled-messages';
import { MessengerSync } from '../../state/sync/messenger-sync';
import { Avatar } from '../../ui/avatar';
import { AppDialogs } from '../../ui/dialogs';
import { EmptyState } from '../../ui/empty-state';
import { ErrorState } from '../../ui/error-state';
import { Icon } from '../../ui/icon';
import { plainText } from '../../ui/markdown/plain-text';
import { Skeleton } from '../../ui/skeleton';
import { Toasts } from '../../ui/toast.service';
import { EditScheduled, type ScheduledEdit } from './edit-scheduled';
import { isSpent, ScheduledAgain } from './scheduled-again';

/** What I wrote to be sent later: to change, to send now, or to take back; and why something could not be sent. */
@Component({
  selector: 'app-scheduled-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Avatar, EmptyState, ErrorState, Icon, Skeleton],
  templateUrl: './scheduled-page.html',
  styleUrls: ['../list-page.css', './scheduled-page.css'],
  host: { role: 'main' },
})
export class ScheduledPage {
  protected readonly t = t;
  protected readonly scheduled = inject(ScheduledMessages);
  protected readonly link = inject(Link);
  private readonly session = inject(Session);
  private readonly store = inject(ConversationStore);
  private readonly dialogs = inject(AppDialogs);
  private readonly again = inject(ScheduledAgain);
  private readonly clipboard = inject(Clipboard);
  private readonly toasts = inject(Toasts);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  protected readonly rows = computed(() =>
    this.scheduled.items().map((message) => ({
      message,
      ...this.addressee(message),
      excerpt: plainText(message.body),
      files: message.attachments.map(({ name }) => name).join(', '),
      when: whenOf(message),
      fullTime: fullTime(message.sendAt),
      /** There is something to try that may help. */
      mayTry: !isSpent(message),
      reason: message.problem && detailOf(message.problem.code, message.problem.detail),
    })),
  );

  constructor() {
    inject(MessengerSync);
    effect(() => {
      for (const { conversationId } of this.scheduled.items()) {
        if (conversationId !== null) untracked(() => void this.learn(conversationId));
      }
    });
  }

  protected async edit(message: ScheduledDto): Promise<void> {
    const ref = this.dialogs.open<ScheduledEdit, ScheduledDto, object>(EditScheduled, { data: message, width: 560 });
    const change = await firstValueFrom(ref.closed, { defaultValue: undefined });
    if (change) await this.tried(() => this.scheduled.change(message, change));
  }

  protected async sendNow(message: ScheduledDto): Promise<void> {
    await this.tried(async () => {
      await this.scheduled.sendNow(message);
      this.toasts.show({ text: t('scheduled.sent') });
      this.focusNear(message.id);
    });
  }

  /** Another message says it: what failed is taken out, and its text stands where one writes. */
  protected writeAgain(message: ScheduledDto): Promise<void> {
    return this.tried(() => this.again.write(message));
  }

  protected copy({ body }: ScheduledDto): void {
    if (this.clipboard.copy(body)) this.toasts.show({ text: t('action.copied') });
    else this.toasts.showError(t('action.notCopied'));
  }

  protected async cancel(message: ScheduledDto): Promise<void> {
    const question = { title: t('scheduled.cancelTitle'), text: t('scheduled.cancelText') };
    const answers = { yes: t('scheduled.cancelYes'), no: t('scheduled.cancelNo'), danger: true };
    if (!(await this.dialogs.confirm({ ...question, ...answers }))) return;
    await this.tried(async () => {
      await this.scheduled.cancel(message);
      this.toasts.show({ text: t('scheduled.cancelled') });
      this.focusNear(message.id);
    });
  }

  private async tried(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.toasts.showError(problemOf(error).detail);
    }
  }

  /** The row is about to go: the focus stays in the list. */
  private focusNear(id: string): void {
    const at = this.rows().findIndex(({ message }) => message.id === id);
    const next = this.rows()[at + 1] ?? this.rows()[at - 1];
    const target = next ? `[data-id="${next.message.id}"] button` : 'h1';
    setTimeout(() => this.element.querySelector<HTMLElement>(target)?.focus());
  }

  private addressee({ conversationId, to, id }: ScheduledDto) {
    if (conversationId === null) {
      const [first] = to;
      const kind: 'group' | 'person' = to.length === 1 ? 'person' : 'group';
      const picture = kind === 'person' ? first?.avatarUrl : null;
      return { name: to.map(({ displayName }) => displayName).join(', '), avatarId: first?.id ?? id, kind, picture };
    }
    const mine = this.session.me()?.id;
    const known = this.store.conversation(conversationId)();
    const kind: 'group' | 'person' = known?.kind === 'direct' ? 'person' : 'group';
    if (!known) return { name: t('conversation.unnamed'), avatarId: conversationId, kind, picture: null };
    const [avatarId, picture] = [otherOf(known, mine)?.id ?? conversationId, pictureOf(known, mine)];
    return { name: nameOf(known, mine), avatarId, kind, picture };
  }

  private async learn(conversationId: string): Promise<void> {
    if (this.store.conversation(conversationId)()) return;
    try {
      await this.store.fetch(conversationId);
    } catch (error) {
      // I am not in it any more: it has no name for me.
      problemOf(error);
    }
  }
}

/** When it is sent, also by the clocks that decide it, where those here show another time. */
function whenOf({ sendAt, sendAtLocal }: ScheduledDto): string {
  const here = t('scheduled.at', { when: dayAndTime(sendAt) });
  if (!sendAtLocal) return here;
  const [{ zone }, at] = [sendAtLocal, new Date(sendAt)];
  if (wallTime(at, timeZoneHere()) === wallTime(at, zone)) return here;
  const when = timeIn(zone, at);
  return when === undefined ? here : `${here} · ${t('scheduled.there', { when, zone })}`;
}
