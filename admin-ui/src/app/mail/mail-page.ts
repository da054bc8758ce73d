import {
  afterNextRender,
  afterRenderEffect,
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
  viewChild,
} from '@angular/core';
import { ComposeLauncher } from '../compose/compose-launcher';
import { ScopedKeys } from '../core/key-scope';
import { problemOf } from '../core/problem';
import { Session } from '../core/session';
import { Blocks } from '../state/blocks/blocks';
import { lineOf } from '../state/messages/line-of';
import { now } from '../core/present';
import { briefly, dayAndTime } from '../core/times';
import { Avatar } from '../ui/avatar';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { Icon } from '../ui/icon';
import { LongPress } from '../ui/long-press';
import { Skeleton } from '../ui/skeleton';
import { Toasts } from '../ui/toast.service';
import { MailBox } from '../state/mail/mail-box';
import { type BoxName, keyOf, type Mail } from '../state/mail/mail-list';
import { Saved } from '../state/saved/saved';
import { BOXES } from './boxes';
import { BulkActs } from './bulk-acts';
import { BulkBar } from './bulk-bar';
import { newDay, timeOf } from './mail-days';
import { MAIL_KEYS } from './mail-keys';
import { MailSelection } from './mail-selection';
import { nameOfConversation } from '../state/conversations/ref-names';
import { MailGroups, type MailRow, mailsOf, rowLeftBeside } from './mail-groups';
import { MailReading } from './mail-reading';
import { around, t } from '../core/words/words';

type Row = Pick<MailRow, 'mail' | 'group'>;

/** Inbox, mentions, sent, saved or trash: a list of messages beside the one that is read; on narrow screens one or the other. */
@Component({
  selector: 'app-mail-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Avatar, BulkBar, EmptyState, ErrorState, Icon, LongPress, MailReading, Skeleton],
  providers: [MailBox, MailGroups, MailSelection, BulkActs],
  templateUrl: './mail-page.html',
  styleUrl: './mail-page.css',
  host: { role: 'main', '[class.reading]': '!!open()' },
})
export class MailPage {
  protected readonly around = around;
  protected readonly t = t;
  /** From the route. */
  readonly box = input.required<BoxName>();

  protected readonly mails = inject(MailBox);
  protected readonly groups = inject(MailGroups);
  protected readonly selection = inject(MailSelection);
  private readonly bulk = inject(BulkActs);
  protected readonly compose = inject(ComposeLauncher);
  private readonly session = inject(Session);
  private readonly toasts = inject(Toasts);
  private readonly saved = inject(Saved);
  private readonly blocks = inject(Blocks);
  private readonly keys = inject(ScopedKeys);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);

  private readonly list = viewChild<ElementRef<HTMLElement>>('list');
  private readonly injector = inject(Injector);
  private readonly openKey = signal<string | undefined>(undefined);
  protected readonly words = computed(() => BOXES[this.box()]);
  /** What is in it was put there by other acts than writing. */
  protected readonly isNotWritten = computed(() => ['mentions', 'saved', 'trash'].includes(this.box()));
  /** Mail comes and goes by subject; what was picked out of it stands by itself. */
  protected readonly mayGroup = computed(() => this.box() === 'inbox' || this.box() === 'sent');
  private readonly shownRows = computed(() =>
    this.mayGroup() ? this.groups.rows() : this.mails.items().map((mail): MailRow => ({ mail, isWithin: false })),
  );
  /** In the order in which they are shown. */
  protected readonly shown = computed(() => this.shownRows().map(({ mail }) => mail));
  protected readonly open = computed(() => this.mails.items().find((mail) => keyOf(mail) === this.openKey()));
  protected readonly place = computed(() =>
    this.shownRows().findIndex((row) => mailsOf(row).some((mail) => keyOf(mail) === this.openKey())),
  );
  /** What others wrote to me, which I have read or not. */
  protected readonly isReceived = computed(() => this.box() === 'inbox' || this.box() === 'mentions');
  /** Of those that are loaded. */
  protected readonly unread = computed(() => {
    const count = this.isReceived() ? this.mails.items().filter(({ isRead }) => !isRead).length : 0;
    if (count === 0) return '';
    return this.mails.hasMore() ? t('mail.unreadOrMore', { shown: count }) : t('message.unread', { count });
  });
  protected readonly rows = computed(() =>
    this.shownRows().map(({ mail, group, isWithin }, at, all) => ({
      mail,
      group,
      isWithin,
      isUnread: this.isReceived() && (group?.mails ?? [mail]).some(({ isRead }) => !isRead),
      key: keyOf(mail),
      title: this.titleOf(mail),
      picture: this.pictureOf(mail),
      ...this.wordsOf(mail),
      toGroup: this.groupOf(mail),
      time: briefly(timeOf(mail)),
      day: isWithin ? undefined : newDay(mail, all.slice(0, at).findLast((before) => !before.isWithin)?.mail),
      reminder: reminderOf(mail),
    })),
  );

  constructor() {
    // Where many stand together, a page of messages may not fill the list, and nothing could be scrolled.
    afterRenderEffect(() => {
      this.rows();
      if (this.mails.status() === 'ready' && this.mails.hasMore()) untracked(() => this.loadNearEnd());
    });
    effect(() => {
      const box = this.box();
      untracked(() => {
        this.openKey.set(undefined);
        this.selection.clear();
        this.groups.foldAll();
        void this.mails.open(box);
      });
    });
  }

  /** Nothing of what somebody whom I block wrote in a group, until it is opened. */
  private wordsOf(mail: Mail): { readonly subject: string | null; readonly preview: string } {
    const isFolded = mail.conversation.kind === 'group' && this.blocks.has(mail.sender.id);
    if (isFolded) return { subject: null, preview: t('blocks.folded') };
    return { subject: mail.subject, preview: lineOf(mail) };
  }

  /** Opens it; where it takes the place of the list, it takes the focus too. */
  protected read(mail: Mail): void {
    this.show(mail);
    if (!this.isWide()) afterNextRender(() => this.focus('app-mail-reading h2'), { injector: this.injector });
  }

  protected show(mail: Mail): void {
    this.openKey.set(keyOf(mail));
    if (this.isReceived()) this.mails.markRead(mail);
  }

  protected close(): void {
    const key = this.openKey();
    this.openKey.set(undefined);
    setTimeout(() => this.focusRow(key));
  }

  protected step(by: 1 | -1): void {
    const next = this.shown()[this.place() + by];
    if (next) this.show(next);
  }

  /** Out of the list: what is saved stays where it was written. */
  protected async delete(mail: Mail): Promise<void> {
    const all = this.shown();
    const at = all.findIndex((one) => keyOf(one) === keyOf(mail));
    const next = all[at + 1] ?? all[at - 1];
    if (this.openKey() === keyOf(mail)) this.openKey.set(next && this.isWide() ? keyOf(next) : undefined);
    if (this.box() === 'saved') {
      await this.saved.remove(mail, { remindAt: mail.remindAt ?? null });
      return this.focusRow(next && keyOf(next));
    }
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

  /**
   * A click with Shift selects up to here, one with Ctrl or ⌘ this one too, and on a touch screen, where a long press begins
   * the selection, every one as long as there is one; any other opens it.
   */
  protected click(event: MouseEvent, row: Row): void {
    const selects = this.selection.count() > 0 && matchMedia('(pointer: coarse)').matches;
    if (selects || event.shiftKey || event.ctrlKey || event.metaKey) this.select(row, event.shiftKey);
    else this.read(row.mail);
  }

  /** Of a group that is folded all are selected. */
  protected select(row: Row, range = false): void {
    const mails = mailsOf(row);
    if (mails.length > 1) this.selection.toggleAll(mails);
    else this.selection.toggle(row.mail, range);
  }

  protected isSelected(row: Row): boolean {
    return mailsOf(row).every((mail) => this.selection.has(mail));
  }

  /** What keys do on a row. */
  protected steer(event: KeyboardEvent, row: Row): void {
    const rows = [...this.element.nativeElement.querySelectorAll<HTMLElement>('.mail')];
    const at = rows.indexOf(event.currentTarget as HTMLElement);
    const move = (to: number) => () => rows[to]?.focus();
    const { group } = row;
    this.keys.run(MAIL_KEYS, event, {
      up: move(at - 1),
      down: move(at + 1),
      first: move(0),
      last: move(rows.length - 1),
      // A button does.
      open: () => false,
      left: () => group !== undefined && this.turnTo('left', group.key),
      right: () => group !== undefined && this.turnTo('right', group.key),
      select: () => this.select(row),
      selectRange: () => this.select(row, true),
      selectAll: () => this.selection.all(),
      selectNone: () => this.selection.count() > 0 && this.selection.clear(),
      delete: () => this.box() !== 'trash' && this.deleteByKey(row),
    });
  }

  /** In the direction of reading it unfolds. */
  private turnTo(side: 'left' | 'right', group: string): void {
    const isRightToLeft = getComputedStyle(this.element.nativeElement).direction === 'rtl';
    this.groups.fold(group, (side === 'right') !== isRightToLeft);
  }

  private deleteByKey(row: Row): void {
    const chosen = this.selection.mailsSelected();
    const selected = chosen.length > 0 ? chosen : mailsOf(row);
    if (chosen.length === 0 && selected.length === 1) return void this.delete(row.mail);
    this.selection.clear();
    const next = rowLeftBeside(this.shownRows(), row.mail, selected)?.mail;
    this.focusRow(next && keyOf(next));
    void (this.box() === 'saved' ? this.bulk.unsave(selected) : this.bulk.delete(selected));
  }

  /** Asks for the next page a screen before the end. */
  protected loadNearEnd(): void {
    const list = this.list()?.nativeElement;
    if (list && list.scrollHeight - list.scrollTop < list.clientHeight * 2) void this.mails.more();
  }

  private titleOf(mail: Mail): string {
    return this.box() === 'sent'
      ? nameOfConversation(mail.conversation, this.session.me()?.id)
      : mail.sender.displayName;
  }

  private pictureOf({ conversation, sender }: Mail): string | null | undefined {
    if (this.box() !== 'sent') return sender.avatarUrl;
    return conversation.kind === 'group' ? conversation.pictureUrl : conversation.other?.avatarUrl;
  }

  /** To which group somebody wrote; in Sent that is the title. */
  private groupOf({ conversation }: Mail): string | undefined {
    const isNamed = this.box() !== 'sent' && conversation.kind === 'group';
    return isNamed ? nameOfConversation(conversation, this.session.me()?.id) : undefined;
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

function reminderOf({ remindAt }: Mail): { readonly isDue: boolean; readonly when: string } | undefined {
  return remindAt ? { isDue: new Date(remindAt) <= now(), when: dayAndTime(remindAt) } : undefined;
}
