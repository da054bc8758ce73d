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
  signal,
  untracked,
} from '@angular/core';
import { ComposeLauncher } from '../compose/compose-launcher';
import { commandKey } from '../core/keys';
import { problemOf } from '../core/problem';
import { Session } from '../core/session';
import { lineOf } from '../state/messages/line-of';
import { briefly } from '../core/times';
import { dayHeading } from '../core/days';
import { Avatar } from '../ui/avatar';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { Icon } from '../ui/icon';
import { Skeleton } from '../ui/skeleton';
import { Toasts } from '../ui/toast.service';
import { MailBox } from '../state/mail/mail-box';
import { type BoxName, keyOf, type Mail } from '../state/mail/mail-list';
import { nameOfConversation } from './mail-names';
import { MailReading } from './mail-reading';
import { t } from '../core/words/words';

const BOXES = {
  inbox: {
    title: 'place.inbox',
    icon: 'inbox',
    empty: 'mail.inboxEmpty',
    why: 'mail.inboxText',
  },
  sent: {
    title: 'place.sent',
    icon: 'sent',
    empty: 'mail.sentEmpty',
    why: 'mail.sentText',
  },
  trash: {
    title: 'place.trash',
    icon: 'trash',
    empty: 'mail.trashEmpty',
    why: 'mail.trashText',
  },
} as const;

/** Inbox, sent or trash: a list of messages beside the one that is read; on narrow screens one or the other. */
@Component({
  selector: 'app-mail-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Avatar, EmptyState, ErrorState, Icon, MailReading, Skeleton],
  providers: [MailBox],
  templateUrl: './mail-page.html',
  styleUrl: './mail-page.css',
  host: { role: 'main', '[class.reading]': '!!open()' },
})
export class MailPage {
  protected readonly t = t;
  /** From the route. */
  readonly box = input.required<BoxName>();

  protected readonly mails = inject(MailBox);
  protected readonly compose = inject(ComposeLauncher);
  private readonly session = inject(Session);
  private readonly toasts = inject(Toasts);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);

  private readonly injector = inject(Injector);
  private readonly openKey = signal<string | undefined>(undefined);
  protected readonly words = computed(() => BOXES[this.box()]);
  protected readonly place = computed(() => this.mails.items().findIndex((mail) => keyOf(mail) === this.openKey()));
  protected readonly open = computed(() => this.mails.items()[this.place()]);
  /** Of those that are loaded. */
  protected readonly unread = computed(() => {
    const count = this.box() === 'inbox' ? this.mails.items().filter(({ isRead }) => !isRead).length : 0;
    if (count === 0) return '';
    return this.mails.hasMore() ? t('mail.unreadOrMore', { shown: count }) : t('message.unread', { count });
  });
  protected readonly rows = computed(() =>
    this.mails.items().map((mail, at, all) => ({
      mail,
      key: keyOf(mail),
      title: this.titleOf(mail),
      preview: lineOf(mail),
      time: briefly(mail.createdAt),
      day: newDay(mail, all[at - 1]),
    })),
  );

  constructor() {
    effect(() => {
      const box = this.box();
      untracked(() => {
        this.openKey.set(undefined);
        void this.mails.open(box);
      });
    });
  }

  /** Opens it; where it takes the place of the list, it takes the focus too. */
  protected read(mail: Mail): void {
    this.show(mail);
    if (!this.isWide()) afterNextRender(() => this.focus('app-mail-reading h2'), { injector: this.injector });
  }

  protected show(mail: Mail): void {
    this.openKey.set(keyOf(mail));
    if (this.box() === 'inbox') this.mails.markRead(mail);
  }

  protected close(): void {
    const key = this.openKey();
    this.openKey.set(undefined);
    setTimeout(() => this.focusRow(key));
  }

  protected step(by: 1 | -1): void {
    const next = this.mails.items()[this.place() + by];
    if (next) this.show(next);
  }

  protected async delete(mail: Mail): Promise<void> {
    const all = this.mails.items();
    const at = all.findIndex((one) => keyOf(one) === keyOf(mail));
    const next = all[at + 1] ?? all[at - 1];
    if (this.openKey() === keyOf(mail)) this.openKey.set(next && this.isWide() ? keyOf(next) : undefined);
    try {
      await this.mails.delete(mail);
      this.toasts.show({
        text: t('message.deletedForMe'),
        action: { label: t('action.undo'), run: () => void this.restore(mail) },
      });
    } catch (error) {
      this.toasts.showError(t('mail.notDeleted', { reason: problemOf(error).detail }));
    }
    this.focusRow(next && keyOf(next));
  }

  protected async restore(mail: Mail): Promise<void> {
    try {
      await this.mails.restore(mail);
      if (this.box() === 'trash') this.toasts.show({ text: t('mail.restored') });
    } catch (error) {
      this.toasts.showError(t('mail.notRestored', { reason: problemOf(error).detail }));
    }
  }

  /** Arrow keys and J and K move between the rows, Enter opens (as buttons do), Delete deletes. */
  protected steer(event: KeyboardEvent, mail: Mail): void {
    const rows = [...this.element.nativeElement.querySelectorAll<HTMLElement>('.mail')];
    const at = rows.indexOf(event.currentTarget as HTMLElement);
    const target = { ArrowDown: at + 1, j: at + 1, ArrowUp: at - 1, k: at - 1, Home: 0, End: rows.length - 1 }[
      commandKey(event)
    ];
    if (target !== undefined) rows[target]?.focus();
    else if (event.key === 'Delete' && this.box() !== 'trash') void this.delete(mail);
    else return;
    event.preventDefault();
  }

  /** Asks for the next page a screen before the end. */
  protected loadNearEnd(list: HTMLElement): void {
    if (list.scrollHeight - list.scrollTop < list.clientHeight * 2) void this.mails.more();
  }

  private titleOf(mail: Mail): string {
    return this.box() === 'sent'
      ? nameOfConversation(mail.conversation, this.session.me()?.id)
      : mail.sender.displayName;
  }

  private isWide(): boolean {
    return matchMedia('(min-width: 1200px)').matches;
  }

  private focusRow(key: string | undefined): void {
    if (key) this.focus(`[data-key="${key}"]`);
  }

  private focus(selector: string): void {
    this.element.nativeElement.querySelector<HTMLElement>(selector)?.focus();
  }
}

function newDay(mail: Mail, before: Mail | undefined): string | undefined {
  const day = dayHeading(mail.createdAt);
  return before && dayHeading(before.createdAt) === day ? undefined : day;
}
