import { CdkMenu, CdkMenuItem, CdkMenuTrigger } from '@angular/cdk/menu';
import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import type { MessageDto } from '../../api/models/message-dto';
import { Icon } from '../../ui/icon';
import { ConversationActions } from '../conversation-actions';
import { MessageActions } from './message-actions';
import { OpenConversation } from '../open-conversation/open-conversation';
import { t } from '../../core/words/words';

/** What one can do with a message, beside it while it is pointed at or has the focus; the menu has all of it. */
@Component({
  selector: 'app-message-tools',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CdkMenu, CdkMenuItem, CdkMenuTrigger, Icon],
  host: { role: 'toolbar', '[attr.aria-label]': "t('tools.title')", '(keydown)': 'move($event)' },
  template: `
    @if (open.mayWrite()) {
      <button
        type="button"
        class="iconbtn roomy"
        tabindex="-1"
        [attr.aria-label]="t('tools.reply')"
        [title]="t('tools.replyHint')"
        (click)="open.replyTo.set(message())"
      >
        <app-icon class="flip" name="reply" [size]="18" />
      </button>
    }
    @if (isOwn()) {
      <button
        type="button"
        class="iconbtn roomy"
        tabindex="-1"
        [attr.aria-label]="t('action.edit')"
        [title]="t('tools.editHint')"
        (click)="open.editingSeq.set(message().seq)"
      >
        <app-icon name="edit" [size]="18" />
      </button>
    }
    <button
      type="button"
      class="iconbtn roomy"
      tabindex="-1"
      [attr.aria-label]="t('tools.copy')"
      [title]="t('tools.copy')"
      (click)="actions.copy(message().body)"
    >
      <app-icon name="copy" [size]="18" />
    </button>
    <button
      type="button"
      class="iconbtn"
      tabindex="-1"
      [attr.aria-label]="t('tools.more')"
      [title]="t('tools.more')"
      [cdkMenuTriggerFor]="menu"
      (cdkMenuOpened)="open.isMenuOpen.set(true)"
      (cdkMenuClosed)="open.isMenuOpen.set(false)"
    >
      <app-icon name="more" [size]="18" />
    </button>
    <ng-template #menu>
      <div class="menu" cdkMenu>
        @if (open.mayWrite()) {
          <button type="button" class="item" cdkMenuItem (cdkMenuItemTriggered)="open.replyTo.set(message())">
            <app-icon class="flip" name="reply" [size]="18" />{{ t('tools.reply') }}
          </button>
        }
        @if (isOwn()) {
          <button type="button" class="item" cdkMenuItem (cdkMenuItemTriggered)="open.editingSeq.set(message().seq)">
            <app-icon name="edit" [size]="18" />{{ t('action.edit') }}
          </button>
        }
        <button type="button" class="item" cdkMenuItem (cdkMenuItemTriggered)="actions.copy(message().body)">
          <app-icon name="copy" [size]="18" />{{ t('tools.copy') }}
        </button>
        <button type="button" class="item" cdkMenuItem (cdkMenuItemTriggered)="actions.copyLink(message())">
          <app-icon name="link" [size]="18" />{{ t('tools.copyLink') }}
        </button>
        @if (message().editedAt) {
          <button type="button" class="item" cdkMenuItem (cdkMenuItemTriggered)="actions.showVersions(message())">
            <app-icon name="clock" [size]="18" />{{ t('tools.whatItSaid') }}
          </button>
        }
        <hr />
        @if (isOwn()) {
          <button type="button" class="item" cdkMenuItem (cdkMenuItemTriggered)="open.receiptsOf.set(message().seq)">
            <app-icon name="check-double" [size]="18" />{{ t('tools.whoHasRead') }}
          </button>
          <hr />
        } @else {
          <button type="button" class="item" cdkMenuItem (cdkMenuItemTriggered)="markUnread()">
            <app-icon name="chat" [size]="18" />{{ t('tools.markUnread') }}
          </button>
          <hr />
        }
        <button type="button" class="item" cdkMenuItem (cdkMenuItemTriggered)="actions.deleteForMe(message())">
          <app-icon name="delete" [size]="18" />{{ t('message.deleteForMe') }}
        </button>
        @if (isOwn()) {
          <button type="button" class="item danger" cdkMenuItem (cdkMenuItemTriggered)="deleteForEveryone()">
            <app-icon name="delete" [size]="18" />{{ t('tools.deleteForEveryone') }}
          </button>
        }
      </div>
    </ng-template>
  `,
  styles: `
    :host {
      position: absolute;
      /* Beside the message, where it hides none. */
      inset-block-start: 0;
      inset-inline-start: calc(100% + 8px);
      display: flex;
      padding: 2px;
      background: var(--parley-paper);
      border: 1px solid var(--parley-hairline);
      border-radius: 10px;
      box-shadow: var(--parley-shadow-2);
      z-index: 10;
      animation: show var(--motion-fast) ease-out;
    }
    :host-context(.own) {
      inset-inline: auto calc(100% + 8px);
    }
    .iconbtn {
      inline-size: 32px;
      block-size: 32px;
    }
    /* The ring stays within, where it is seen against the paper. */
    .iconbtn:focus-visible {
      outline-offset: -2px;
    }
    /* With no room for all of them beside the widest message, the menu alone is there. */
    @container (max-width: 654px) {
      .roomy {
        display: none;
      }
      :host {
        inset-inline-start: calc(100% + 4px);
      }
      :host-context(.own) {
        inset-inline: auto calc(100% + 4px);
      }
    }
    @keyframes show {
      from {
        opacity: 0;
      }
    }
    @media (pointer: coarse) {
      .iconbtn {
        inline-size: 44px;
        block-size: 44px;
      }
    }
  `,
})
export class MessageTools {
  protected readonly t = t;
  readonly message = input.required<MessageDto>();
  readonly isOwn = input(false);

  protected readonly open = inject(OpenConversation);
  protected readonly actions = inject(MessageActions);
  private readonly conversations = inject(ConversationActions);

  protected markUnread(): void {
    const { conversationId, seq } = this.message();
    this.open.keepUnread();
    void this.conversations.markUnread(conversationId, seq);
  }

  protected deleteForEveryone(): void {
    const conversation = this.open.conversation();
    if (conversation) void this.actions.deleteForEveryone(this.message(), conversation);
  }

  protected move(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const all = [...(event.currentTarget as HTMLElement).querySelectorAll('button')];
    const buttons = all.filter((button) => button.checkVisibility());
    const index = buttons.findIndex((button) => button === event.target);
    buttons[(index + step + buttons.length) % buttons.length]?.focus();
  }
}
