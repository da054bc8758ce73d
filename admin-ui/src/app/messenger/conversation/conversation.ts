import { CdkTrapFocus } from '@angular/cdk/a11y';
import { Dialog } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, effect, inject, input, signal, untracked, viewChild } from '@angular/core';
import { ScopedKeys } from '../../core/key-scope';
import { PageTitle } from '../../core/page-title';
import { RealtimeSocket } from '../../core/realtime/realtime-socket';
import { around } from '../../core/words/words';
import { Composer } from '../composer/composer';
import { DropHint } from '../../files/drop-hint';
import { FileDrop } from '../../files/file-drop';
import { Details } from '../details/details';
import { isOtherGone } from '../../state/conversations/who-writes';
import { Receipts } from '../../state/messages/receipts';
import { problemOf } from '../../core/problem';
import { ConversationHeader } from './conversation-header';
import { MessageLog } from './message-log';
import { FindBar } from '../search/find-bar';
import { FIND_KEYS } from './message-keys';
import { Finding } from '../open-conversation/finding';
import { News } from '../open-conversation/news';
import { OpenConversation } from '../open-conversation/open-conversation';
import { PinBar } from '../pins/pin-bar';
import { ScheduledLine } from '../scheduled/scheduled-line';
import { Pins } from '../../state/messages/pins';
import { Saved } from '../../state/saved/saved';
import { TypingLine } from './typing-line';

const WIDE = '(min-width: 1200px)';

/** An open conversation: who it is with, what was written, where to write, and on request its details. */
@Component({
  selector: 'app-conversation',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    CdkTrapFocus,
    Composer,
    ConversationHeader,
    Details,
    DropHint,
    FileDrop,
    FindBar,
    MessageLog,
    PinBar,
    ScheduledLine,
    TypingLine,
  ],
  providers: [OpenConversation, News, Finding],
  host: { '[class.with-details]': 'showsDetails()', '(document:keydown)': 'search($event)' },
  template: `
    @if (open.conversation(); as conversation) {
      <main appFileDrop #drop="appFileDrop" (dropped)="takeFiles($event)">
        <app-conversation-header
          [conversation]="conversation"
          [showsDetails]="showsDetails()"
          (toggleDetails)="toggleDetails()"
        />
        @if (find() !== undefined || finding.isHere()) {
          @defer (on immediate) {
            <app-find-bar [query]="find()" [at]="at()" />
          }
        }
        @defer (when pins.items().length > 0) {
          <app-pin-bar />
        }
        <app-message-log />
        <app-typing-line />
        <app-scheduled-line [conversationId]="conversation.id" />
        <app-composer [conversation]="conversation" />
        @if (drop.isOver() && open.mayWrite()) {
          @let words = around('composer.dropFiles', 'name');
          <app-drop-hint
            >{{ words.before }}<bdi>{{ open.name() }}</bdi
            >{{ words.after }}</app-drop-hint
          >
        }
      </main>
      @if (showsDetails()) {
        <button type="button" class="veil" tabindex="-1" aria-hidden="true" (click)="closeDetails()"></button>
        <app-details
          [conversation]="conversation"
          [cdkTrapFocus]="isOver()"
          [cdkTrapFocusAutoCapture]="isOver()"
          (closed)="closeDetails()"
        />
      }
    }
  `,
  styleUrl: './conversation.css',
})
export class Conversation {
  readonly conversationId = input.required<string>();
  /** The message to begin at, when it is not where the visit would begin. */
  readonly at = input<string>();

  /** The search of which that message is a result. */
  readonly find = input<string>();

  protected readonly open = inject(OpenConversation);
  protected readonly finding = inject(Finding);
  protected readonly pins = inject(Pins);
  private readonly keys = inject(ScopedKeys);
  private readonly dialog = inject(Dialog);
  private readonly title = inject(PageTitle);
  private readonly receipts = inject(Receipts);
  private readonly header = viewChild(ConversationHeader);
  private readonly composer = viewChild(Composer);
  protected readonly around = around;
  protected readonly showsDetails = signal(matchMedia(WIDE).matches);
  /** The details lie over the conversation instead of beside it, and hold the focus. */
  protected readonly isOver = signal(false);

  constructor() {
    const saved = inject(Saved);
    effect(() => {
      const id = this.conversationId();
      untracked(() => {
        this.open.open(id);
        void this.pins.show(id);
        void saved.show(id);
      });
    });
    effect(() => {
      const seq = Number(this.at());
      if (Number.isInteger(seq) && seq > 0) this.open.wantedSeq.set(seq);
    });
    // Without a connection it may fail, and what was told meanwhile was missed.
    const socket = inject(RealtimeSocket);
    effect(() => {
      const id = this.conversationId();
      socket.isOpen();
      untracked(() => void this.meet(id));
    });
    effect(() => {
      const name = this.open.name();
      if (name) untracked(() => this.title.name(name));
    });
  }

  protected takeFiles(files: readonly File[]): void {
    if (this.open.mayWrite()) this.composer()?.addFiles(files);
  }

  /** Wherever the focus is, but in a dialog. */
  protected search(event: KeyboardEvent): void {
    this.keys.run(FIND_KEYS, event, { find: () => this.dialog.openDialogs.length === 0 && this.finding.ask() });
  }

  protected toggleDetails(): void {
    this.isOver.set(!matchMedia(WIDE).matches);
    this.showsDetails.update((isShown) => !isShown);
  }

  /** The focus goes back to the button that opens them. */
  protected closeDetails(): void {
    this.showsDetails.set(false);
    this.header()?.focusDetailsButton();
  }

  /** Who is in it, how far they have read, and whether the other one is still there. */
  private async meet(conversationId: string): Promise<void> {
    try {
      const members = await this.receipts.load(conversationId);
      if (conversationId !== this.conversationId()) return;
      this.open.members.set(members.map(({ user }) => user));
      this.open.isOtherGone.set(this.open.isDirect() && isOtherGone(members, this.open.me().id));
    } catch (error) {
      // Without it the ticks are missing; the next visit asks again.
      problemOf(error);
    }
  }
}
