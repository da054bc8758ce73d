import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  Injector,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import type { MessageDto } from '../../api/models/message-dto';
import { RealtimeSocket } from '../../core/realtime/realtime-socket';
import { ScopedKeys } from '../../core/key-scope';
import { EmptyState } from '../../ui/empty-state';
import { ErrorState } from '../../ui/error-state';
import { Icon } from '../../ui/icon';
import { Toasts } from '../../ui/toast.service';
import { type LogPlace, VirtualLog } from '../../ui/virtual-log/virtual-log';
import { systemText } from '../../ui/system-line';
import type { FilesLayout } from '../../files/shown-file';
import { briefly } from '../../core/times';
import { Announcer } from './announcer';
import type { Row } from '../open-conversation/log-rows';
import { MOST_CHARACTERS } from './beginning-of';
import { MessageActions } from './message-actions';
import { INSIDE_KEYS, MESSAGE_KEYS } from './message-keys';
import { MessageRowView } from './message-row';
import { Finding } from '../open-conversation/finding';
import { News } from '../open-conversation/news';
import type { Loaded } from '../../state/messages/message-feed';
import { OpenConversation } from '../open-conversation/open-conversation';
import { ChangeWindows } from '../../state/messages/change-windows';
import { ReadTracker } from './read-tracker';
import { isPressed } from '../../core/key-combination';
import { problemOf } from '../../core/problem';
import { around, t } from '../../core/words/words';

const NAMES_AND_REACTIONS = '.mention[role=button], .code .copy, app-reaction-chips button';
const FLASH_MS = 1_600;
/** How long is waited for a row to be drawn. */
const MOST_FRAMES = 60;
/** So long the rows around one that was jumped to may still change. */
const SETTLING_FRAMES = 12;

/** What was written, from the oldest to the newest; only what is in view exists. */
@Component({
  selector: 'app-message-log',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Announcer, EmptyState, ErrorState, Icon, MessageRowView, VirtualLog],
  providers: [ReadTracker],
  templateUrl: './message-log.html',
  styleUrl: './message-log.css',
  host: { '(keydown)': 'handleKey($event)', '(focusin)': 'noteFocus($event)', '(focusout)': 'noteFocus($event)' },
})
export class MessageLog {
  protected readonly around = around;
  protected readonly t = t;
  protected readonly open = inject(OpenConversation);
  private readonly news = inject(News);
  private readonly finding = inject(Finding);
  private readonly actions = inject(MessageActions);
  private readonly windows = inject(ChangeWindows);
  private readonly scopedKeys = inject(ScopedKeys);
  private readonly toasts = inject(Toasts);
  private readonly injector = inject(Injector);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly log = viewChild<VirtualLog<Row>>(VirtualLog);

  protected readonly rows = this.open.rows;
  protected readonly isEmpty = computed(
    () => this.open.feed.status() === 'ready' && this.open.feed.messages().length === 0 && this.rows().length === 0,
  );
  protected readonly flashed = signal<string | undefined>(undefined);
  private focusIndex = 0;
  /** The message at which somebody was before they searched. */
  private leftSeq: number | undefined;
  private readonly jumpTo = signal<string | undefined>(undefined);
  protected readonly startAt = computed(() => {
    const jump = this.jumpTo();
    if (jump !== undefined) return { key: jump, fraction: 0.4 };
    const key = this.open.firstUnreadKey();
    return key === undefined ? undefined : { key, fraction: 0.25 };
  });
  protected readonly isAtEnd = computed(() => (this.log()?.isAtEnd() ?? true) && !this.open.feed.hasAfter());
  protected readonly pill = computed(() => (this.isAtEnd() ? undefined : this.news.inWords()));
  private readonly seenSeq = computed(() => {
    const seen = this.log()?.lastSeenKey();
    const row = this.rows().find(({ key }) => key === seen);
    return row && 'message' in row ? (row.message?.seq ?? 0) : 0;
  });
  /** How many unread messages below the screen mention me. */
  protected readonly mentionsBelow = computed(() => {
    if (this.isAtEnd()) return 0;
    const loaded = this.news.mentions();
    const all = this.open.conversation()?.unreadMentions ?? 0;
    const notLoaded = this.open.feed.hasAfter() ? Math.max(0, all - loaded.length) : 0;
    return loaded.filter((seq) => seq > this.seenSeq()).length + notLoaded;
  });
  /** That what is shown may not be all there is. */
  protected readonly offlineWords = computed(() => {
    const from = this.open.shownFrom();
    if (!from || this.rows().length === 0) return '';
    return from.at === undefined ? t('log.offline') : t('log.offlineSince', { when: briefly(from.at) });
  });
  /** The row that Tab leads to. */
  protected readonly tabStop = computed(() => {
    const keys = this.messageKeys();
    const focus = this.open.focusKey();
    return focus !== undefined && keys.includes(focus) ? focus : keys.at(-1);
  });
  /** The row with the focus, and the one whose tools or menu are open. */
  protected readonly kept = computed(() =>
    [this.open.focusKey(), this.open.hotKey()].filter((key) => key !== undefined),
  );
  private readonly messageKeys = computed(() =>
    this.rows()
      .filter((row) => row.kind === 'message')
      .map((row) => row.key),
  );

  constructor() {
    const reader = inject(ReadTracker);
    const socket = inject(RealtimeSocket);
    effect(() => {
      if (!socket.isOpen()) return;
      untracked(() => {
        const { feed } = this.open;
        if (feed.pageProblem()) this.retryPage();
        if (feed.status() === 'failed') void feed.load();
      });
    });
    effect(() => {
      const key = this.log()?.lastSeenKey();
      this.open.seenKey.set(key);
      if (key !== undefined) untracked(() => reader.see(key));
    });
    effect(() => {
      const seq = this.open.wantedSeq();
      if (seq === undefined) return;
      untracked(() => void this.goTo(seq));
      this.open.wantedSeq.set(undefined);
    });
    let left: LogPlace | undefined;
    effect(() => {
      const isFinding = this.finding.isHere();
      untracked(() => {
        if (!isFinding && left) void this.returnTo(left);
        left = isFinding ? this.log()?.place() : undefined;
        if (left) this.leftSeq = this.open.newestSeqUpTo(left.key);
      });
    });
    effect(() => {
      const seq = this.finding.seenSeq();
      if (seq !== undefined) untracked(() => void this.goTo(seq, { keepsFocus: true }));
    });
    effect(() => {
      const keys = this.messageKeys();
      const focus = this.open.focusKey();
      untracked(() => this.keepFocus(keys, focus));
    });
    effect(() => {
      if (this.open.sentCount() > 0) untracked(() => void this.goToEnd());
    });
  }

  protected readonly estimate = (row: Row): number => {
    if (row.kind !== 'message') return row.kind === 'new' ? 48 : 40;
    const lines =
      Math.ceil(Math.min(row.body.length, MOST_CHARACTERS) / 62) + (row.subject ? 1 : 0) + (row.replyTo ? 2 : 0);
    const reactions = row.message && row.message.reactions.length > 0 ? 30 : 0;
    const forwarded = row.message?.forwarded ? 22 : 0;
    const above = forwarded + filesHeight(row.files);
    return above + lines * 22 + 16 + (row.startsGroup ? (row.isOwn ? 16 : 38) : 4) + reactions;
  };

  protected loadBefore(): void {
    if (!this.open.feed.pageProblem()) void this.open.feed.loadBefore();
  }

  protected loadAfter(): void {
    if (!this.open.feed.pageProblem()) void this.open.feed.loadAfter();
  }

  protected retryPage(): void {
    this.open.feed.pageProblem.set(undefined);
    void this.open.feed.loadBefore();
    void this.open.feed.loadAfter();
  }

  protected systemText(row: Extract<Row, { kind: 'system' }>): string | undefined {
    return systemText(row.message, this.open.me().id);
  }

  /** The button is gone at the end: the focus goes to where one writes, or to the log where that calls up a keyboard. */
  protected leaveForEnd(): void {
    void this.goToEnd();
    if (!matchMedia('(pointer: coarse)').matches) return this.focusComposer();
    this.open.focusKey.set(undefined);
    this.log()?.takeFocus();
  }

  /** The button may be gone there: the focus waits in the log until the message has it. */
  protected async goToMention(): Promise<void> {
    this.log()?.takeFocus();
    const { feed } = this.open;
    try {
      const seq = await this.news.mentionAfter(this.seenSeq());
      if (feed !== this.open.feed) return;
      if (seq === undefined) this.toasts.show({ text: t('log.noMention') });
      else void this.goTo(seq);
    } catch (error) {
      this.toasts.showError(problemOf(error).detail);
    }
  }

  /** Whoever shows more reads on where it was cut; whoever shows less stays at the button. */
  protected keepPlace(key: string): void {
    if (this.open.unfolded().has(key)) this.log()?.keepEndOf(key);
    else this.log()?.stayHere();
  }

  /** To the newest message, which may have to be loaded. */
  protected async goToEnd(): Promise<void> {
    this.jumpTo.set(undefined);
    if (this.open.feed.hasAfter()) {
      this.log()?.restart();
      await this.open.loadEnd();
    }
    afterNextRender(() => this.log()?.scrollToEnd(), { injector: this.injector });
  }

  /** Where the reader was before they searched. */
  private async returnTo(place: LogPlace): Promise<void> {
    if (place.isAtEnd) return this.goToEnd();
    const seq = this.rows().some(({ key }) => key === place.key) ? undefined : this.leftSeq;
    if (seq !== undefined) await this.loadAround(seq);
    afterNextRender(() => this.log()?.returnTo(place), { injector: this.injector });
  }

  private async loadAround(seq: number): Promise<Loaded> {
    this.log()?.restart();
    const loaded = await this.open.loadAround(seq);
    if (loaded !== 'overtaken') this.jumpTo.set(this.open.keyOf(seq));
    return loaded;
  }

  /** To one message, which may have to be loaded; it lights up. */
  private async goTo(seq: number, { keepsFocus = false } = {}): Promise<void> {
    const loaded = this.open.keyOf(seq) === undefined ? await this.loadAround(seq) : 'shown';
    if (loaded === 'overtaken') return;
    const key = this.open.keyOf(seq);
    if (key === undefined) {
      // Where nothing is shown, the log says itself what the matter is.
      if (this.open.feed.status() !== 'ready') return;
      const problem = loaded === 'failed' ? this.open.feed.problem() : undefined;
      if (problem) this.toasts.showError(problem.detail);
      else this.toasts.show({ text: t('log.notThere') });
      return;
    }
    if (keepsFocus) afterNextRender(() => this.log()?.scrollTo(key, 'center'), { injector: this.injector });
    else this.focusRow(key, 'center');
    this.flashed.set(key);
    setTimeout(() => this.flashed.set(undefined), FLASH_MS);
  }

  protected noteFocus(event: FocusEvent): void {
    if (this.open.isMenuOpen()) return;
    const key = keyAt(event.type === 'focusout' ? event.relatedTarget : event.target);
    this.open.hotKey.set(key);
    if (key !== undefined) this.open.focusKey.set(key);
  }

  protected handleKey(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    const keys = this.messageKeys();
    const index = keys.findIndex((key) => key === target.dataset['key']);
    const row = this.rows().find(({ key }) => key === target.dataset['key']);
    const message = row?.kind === 'message' && !row.message?.deletedAt ? row.message : undefined;
    const isMine = row?.kind === 'message' && row.isOwn;
    const move = (to: number) => () => index >= 0 && this.focusRow(keys[to]);
    const act = (deed: (message: MessageDto) => unknown, isPossible = true) => {
      return () => message !== undefined && isPossible && deed(message);
    };
    const isDone = this.scopedKeys.run(MESSAGE_KEYS, event, {
      up: move(index - 1),
      down: move(index + 1),
      oldest: move(0),
      newest: move(keys.length - 1),
      reply: act((it) => this.open.replyTo.set(it), this.open.mayWrite()),
      forward: act((it) => this.actions.forward(it)),
      react: act((it) => this.react(target, it)),
      edit: message
        ? act(({ seq }) => this.open.editingSeq.set(seq), isMine && this.windows.mayEdit(message))
        : () => target.querySelector<HTMLElement>('[data-edit]')?.click(),
      unread: act((it) => this.open.markUnread(it), !isMine),
      link: act((it) => this.actions.copyLink(it)),
      delete: act((it) => this.actions.deleteForMe(it)),
      tools: () => index >= 0 && this.enterTools(target),
      inside: act(() => this.enterNamesAndReactions(target)),
      leave: () => this.leave(target),
    });
    if (!isDone && target.matches('.mention, .copy')) this.moveAmongNames(event, target);
  }

  /** By the six usual ones, where there is room for them. */
  private react(row: HTMLElement, message: MessageDto): void {
    const choose = (): void => {
      const usual = row.querySelector<HTMLElement>('[data-react]');
      if (usual?.checkVisibility()) usual.click();
      else void this.actions.pickReaction(message);
    };
    if (row.querySelector('[data-react]')) choose();
    else afterNextRender(choose, { injector: this.injector });
  }

  private enterNamesAndReactions(row: HTMLElement): void {
    row.querySelector<HTMLElement>(NAMES_AND_REACTIONS)?.focus();
  }

  /** From a name in the text to the next one, and on to the reactions below. */
  private moveAmongNames(event: KeyboardEvent, name: HTMLElement): void {
    const all = [...(name.closest('[data-key]')?.querySelectorAll<HTMLElement>(NAMES_AND_REACTIONS) ?? [])];
    const isSideways = isPressed('ArrowLeft', event) || isPressed('ArrowRight', event);
    const isTurned = isSideways && getComputedStyle(name.parentElement ?? name).direction === 'rtl';
    const move = (by: number) => () => all[all.indexOf(name) + (isTurned ? -by : by)]?.focus();
    this.scopedKeys.run(INSIDE_KEYS, event, { next: move(1), previous: move(-1) });
  }

  /** They may appear only now: the row has just got the focus. */
  private enterTools(row: HTMLElement): void {
    const focus = (): void => {
      const buttons = [...row.querySelectorAll<HTMLElement>('[role=toolbar] button, .fail button, .veil button')];
      buttons.find((button) => button.checkVisibility())?.focus();
    };
    afterNextRender(focus, { injector: this.injector });
  }

  /** From the tools to their row, from the row to where one writes. */
  private leave(target: HTMLElement): void {
    const row = target.closest<HTMLElement>('[data-key]');
    if (row && row !== target) return row.focus();
    if (this.open.goBack() || this.finding.leaveHits() || this.open.dropDivider()) return;
    this.focusComposer();
  }

  private focusComposer(): void {
    this.host.parentElement?.querySelector<HTMLElement>('app-composer textarea')?.focus();
  }

  /** The row with the focus is gone: its neighbour has it now. */
  private keepFocus(keys: readonly string[], focus: string | undefined): void {
    const at = focus === undefined ? -1 : keys.indexOf(focus);
    if (at >= 0) return void (this.focusIndex = at);
    const { activeElement, body } = document;
    if (focus === undefined || !(this.open.isMenuOpen() || activeElement === body || this.host.contains(activeElement)))
      return;
    this.focusRow(keys[Math.min(this.focusIndex, keys.length - 1)]);
  }

  private focusRow(key: string | undefined, align: 'auto' | 'center' = 'auto'): void {
    if (key === undefined) return;
    this.open.focusKey.set(key);
    afterNextRender(() => this.focusWhenThere(key, align, MOST_FRAMES), { injector: this.injector });
  }

  /** A row that has just been loaded is not in the log yet, and one far away exists only when the log has come to it. */
  private focusWhenThere(key: string, align: 'auto' | 'center', framesLeft: number): void {
    if (this.open.focusKey() !== key) return;
    const isHere = this.log()?.scrollTo(key, align);
    const row = this.rowAt(key);
    if (isHere && row) {
      row.focus({ preventScroll: true });
      this.keepFocusAt(key, SETTLING_FRAMES);
    } else if (framesLeft > 0) requestAnimationFrame(() => this.focusWhenThere(key, align, framesLeft - 1));
  }

  /** A row that was drawn before those around it is moved between them, and a browser takes the focus from what moves. */
  private keepFocusAt(key: string, framesLeft: number): void {
    requestAnimationFrame(() => {
      if (this.open.focusKey() !== key) return;
      if (document.activeElement === document.body) this.rowAt(key)?.focus({ preventScroll: true });
      if (framesLeft > 0) this.keepFocusAt(key, framesLeft - 1);
    });
  }

  private rowAt(key: string): HTMLElement | null {
    return this.host.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
  }
}

function filesHeight(files: FilesLayout | undefined): number {
  if (!files) return 0;
  const pictures = files.pictures.length > 0 ? files.width / files.ratio : 0;
  return pictures + files.others.reduce((sum, { height }) => sum + height + 4, 8);
}

function keyAt(target: EventTarget | null): string | undefined {
  return target instanceof HTMLElement ? target.closest<HTMLElement>('[data-key]')?.dataset['key'] : undefined;
}
