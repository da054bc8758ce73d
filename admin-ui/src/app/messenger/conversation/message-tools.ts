import { CdkMenu, CdkMenuItem, CdkMenuTrigger } from '@angular/cdk/menu';
import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  inject,
  Injector,
  input,
} from '@angular/core';
import type { MessageDto } from '../../api/models/message-dto';
import { Icon } from '../../ui/icon';
import { ScopedKeys } from '../../core/key-scope';
import { MessageActions } from './message-actions';
import { QUICK_REACTION_KEYS } from './message-keys';
import { OpenConversation } from '../open-conversation/open-conversation';
import { Saved } from '../../state/saved/saved';
import { Reactions } from '../../state/messages/reactions';
import { WINDOW_WORDS } from './window-words';
import { ChangeWindows } from '../../state/messages/change-windows';
import { PinActions } from '../pins/pin-actions';
import { SubjectActions } from '../subjects/subject-actions';
import { EmojiChoices } from '../../compose/emoji/emoji-choices';
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
    @if (isOwn() && windows.mayEdit(message())) {
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
      data-react
      [attr.aria-label]="t('react.title')"
      [title]="t('react.hint')"
      [cdkMenuTriggerFor]="quick"
      (cdkMenuOpened)="open.isMenuOpen.set(true)"
      (cdkMenuClosed)="leaveQuick()"
    >
      <app-icon name="react" [size]="18" />
    </button>
    <button
      type="button"
      class="iconbtn"
      tabindex="-1"
      data-more
      [attr.aria-label]="t('tools.more')"
      [title]="t('tools.more')"
      [cdkMenuTriggerFor]="menu"
      (cdkMenuOpened)="open.isMenuOpen.set(true)"
      (cdkMenuClosed)="open.isMenuOpen.set(false)"
    >
      <app-icon name="more" [size]="18" />
    </button>
    <ng-template #quick>
      <div class="menu quick" cdkMenu (keydown)="pickByKey($event)">
        @for (emoji of choices.usual(); track emoji) {
          <button
            type="button"
            class="item one"
            cdkMenuItem
            [attr.aria-label]="quickLabel(emoji)"
            [class.mine]="reactions.isMine(message(), emoji)"
            (cdkMenuItemTriggered)="reactions.toggle(message(), emoji)"
          >
            <span translate="no">{{ emoji }}</span>
          </button>
        }
        <button
          type="button"
          class="item one"
          cdkMenuItem
          [attr.aria-label]="t('react.other')"
          [title]="t('react.other')"
          (cdkMenuItemTriggered)="actions.pickReaction(message())"
        >
          <app-icon name="plus" [size]="18" />
        </button>
      </div>
    </ng-template>
    <ng-template #menu>
      <div class="menu" cdkMenu>
        @if (isTouched()) {
          <div class="quick" role="group" [attr.aria-label]="t('react.title')">
            @for (emoji of choices.usual(); track emoji) {
              <button
                type="button"
                class="item one"
                cdkMenuItem
                [attr.aria-label]="quickLabel(emoji)"
                [class.mine]="reactions.isMine(message(), emoji)"
                (cdkMenuItemTriggered)="reactions.toggle(message(), emoji)"
              >
                <span translate="no">{{ emoji }}</span>
              </button>
            }
          </div>
          <hr />
        }
        @if (open.mayWrite()) {
          <button type="button" class="item" cdkMenuItem (cdkMenuItemTriggered)="open.replyTo.set(message())">
            <app-icon class="flip" name="reply" [size]="18" />{{ t('tools.reply') }}
          </button>
        }
        <button type="button" class="item" cdkMenuItem (cdkMenuItemTriggered)="actions.pickReaction(message())">
          <app-icon name="react" [size]="18" />{{ t('react.item') }}
        </button>
        @if (isOwn() && windows.mayEdit(message())) {
          <button type="button" class="item" cdkMenuItem (cdkMenuItemTriggered)="open.editingSeq.set(message().seq)">
            <app-icon name="edit" [size]="18" />{{ t('action.edit') }}
          </button>
        } @else if (isOwn() && windows.editWindowOver(message()); as window) {
          <button type="button" class="item" cdkMenuItem [cdkMenuItemDisabled]="true">
            <app-icon name="edit" [size]="18" />
            <span
              >{{ t('action.edit') }}<span class="hint">{{ t(windowWords[window]) }}</span></span
            >
          </button>
        }
        <button type="button" class="item" cdkMenuItem (cdkMenuItemTriggered)="actions.forward(message())">
          <app-icon class="flip" name="forward" [size]="18" />{{ t('forward.item') }}
        </button>
        <button type="button" class="item" cdkMenuItem (cdkMenuItemTriggered)="actions.copy(message().body)">
          <app-icon name="copy" [size]="18" />{{ t('tools.copy') }}
        </button>
        <button type="button" class="item" cdkMenuItem (cdkMenuItemTriggered)="actions.copyLink(message())">
          <app-icon name="link" [size]="18" />{{ t('tools.copyLink') }}
        </button>
        <button
          type="button"
          class="item"
          cdkMenuItem
          [cdkMenuItemDisabled]="!open.mayPin()"
          (cdkMenuItemTriggered)="pinning.toggle(message())"
        >
          <app-icon name="pin" [size]="18" />
          <span class="why">
            {{ t(message().pinned ? 'pin.unpin' : 'pin.pin') }}
            @if (!open.mayPin()) {
              <small>{{ t('pin.onlyAdmins') }}</small>
            }
          </span>
        </button>
        <button
          type="button"
          class="item"
          cdkMenuItem
          [cdkMenuItemDisabled]="!open.mayOrder()"
          (cdkMenuItemTriggered)="subjects.move(message())"
        >
          <app-icon name="subject" [size]="18" />
          <span class="why">
            {{ t('subject.move') }}
            @if (!open.mayOrder()) {
              <small>{{ t('subject.onlyAdmins') }}</small>
            }
          </span>
        </button>
        @if (saved.of(message()); as saving) {
          <button type="button" class="item" cdkMenuItem (cdkMenuItemTriggered)="saved.remove(message(), saving)">
            <app-icon name="bookmark" [size]="18" />{{ t('saved.remove') }}
          </button>
        } @else {
          <button type="button" class="item" cdkMenuItem (cdkMenuItemTriggered)="saved.save(message())">
            <app-icon name="bookmark" [size]="18" />{{ t('saved.save') }}
          </button>
        }
        <button type="button" class="item" cdkMenuItem (cdkMenuItemTriggered)="saved.remind(message())">
          <app-icon name="clock" [size]="18" />{{ t('saved.remind') }}
        </button>
        @if (message().editedAt) {
          <button type="button" class="item" cdkMenuItem (cdkMenuItemTriggered)="actions.showVersions(message())">
            <app-icon name="clock" [size]="18" />{{ t('tools.whatItSaid') }}
          </button>
        }
        @if (reactions.shown(message()).length > 0) {
          <button type="button" class="item" cdkMenuItem (cdkMenuItemTriggered)="actions.showReactions(message())">
            <app-icon name="users" [size]="18" />{{ t('react.who') }}
          </button>
        }
        <hr />
        @if (isOwn()) {
          <button type="button" class="item" cdkMenuItem (cdkMenuItemTriggered)="open.receiptsOf.set(message().seq)">
            <app-icon name="check-double" [size]="18" />{{ t('tools.whoHasRead') }}
          </button>
          <button type="button" class="item" cdkMenuItem (cdkMenuItemTriggered)="actions.showTrace(message())">
            <app-icon name="unmute" [size]="18" />{{ t('tools.notifications') }}
          </button>
          <hr />
        } @else {
          <button type="button" class="item" cdkMenuItem (cdkMenuItemTriggered)="open.markUnread(message())">
            <app-icon name="chat" [size]="18" />{{ t('tools.markUnread') }}
          </button>
          <button type="button" class="item" cdkMenuItem (cdkMenuItemTriggered)="actions.report(message())">
            <app-icon name="flag" [size]="18" />{{ t('report.item') }}
          </button>
          <hr />
        }
        <button type="button" class="item" cdkMenuItem (cdkMenuItemTriggered)="actions.deleteForMe(message())">
          <app-icon name="delete" [size]="18" />{{ t('message.deleteForMe') }}
        </button>
        @if (isOwn() && windows.deleteWindowOver(message()); as window) {
          <button type="button" class="item" cdkMenuItem [cdkMenuItemDisabled]="true">
            <app-icon name="delete" [size]="18" />
            <span
              >{{ t('tools.deleteForEveryone') }}<span class="hint">{{ t(windowWords[window]) }}</span></span
            >
          </button>
        } @else if (isOwn()) {
          <button type="button" class="item danger" cdkMenuItem (cdkMenuItemTriggered)="deleteForEveryone()">
            <app-icon name="delete" [size]="18" />{{ t('tools.deleteForEveryone') }}
          </button>
        }
      </div>
    </ng-template>
  `,
  styles: `
    .item .hint {
      display: block;
    }
    .item:has(.hint) {
      block-size: auto;
      padding-block: 6px;
    }
    .item[aria-disabled='true'] {
      cursor: default;
      color: var(--mat-sys-on-surface-variant);
    }
    :host {
      position: absolute;
      /* Beside the message, where it hides none. */
      inset-block-start: 0;
      inset-inline: var(--tools-side);
      display: flex;
      padding: 2px;
      background: var(--parley-paper);
      border: 1px solid var(--parley-hairline);
      border-radius: 10px;
      box-shadow: var(--parley-shadow-2);
      z-index: 10;
      animation: show var(--motion-fast) ease-out;
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
    }
    .item:has(.why small) {
      padding-block: 4px;
      color: var(--mat-sys-on-surface-variant);
    }
    .why small {
      display: block;
      font: var(--mat-sys-body-small);
      color: var(--mat-sys-on-surface-variant);
    }
    .quick {
      display: flex;
      gap: 2px;
      min-inline-size: 0;
    }
    .quick .one {
      inline-size: 40px;
      min-block-size: 40px;
      padding: 0;
      justify-content: center;
      font-family: var(--parley-emoji);
      font-size: 1.375rem;
      line-height: 1;
    }
    .quick .mine {
      background: var(--mat-sys-secondary-container);
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
  protected readonly reactions = inject(Reactions);
  protected readonly windows = inject(ChangeWindows);
  protected readonly windowWords = WINDOW_WORDS;
  protected readonly saved = inject(Saved);
  protected readonly pinning = inject(PinActions);
  protected readonly subjects = inject(SubjectActions);
  protected readonly choices = inject(EmojiChoices);
  private readonly injector = inject(Injector);
  private readonly scopedKeys = inject(ScopedKeys);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  /** Where one types on glass the six usual ones are in the menu, which a long press opens. */
  protected isTouched(): boolean {
    return matchMedia('(pointer: coarse)').matches;
  }

  protected quickLabel(emoji: string): string {
    return t(this.reactions.isMine(this.message(), emoji) ? 'react.takeBack' : 'react.with', { emoji });
  }

  /** Back to the message, from where one goes on with its keys; unless the focus is elsewhere already. */
  protected leaveQuick(): void {
    this.open.isMenuOpen.set(false);
    const goBack = (): void => {
      const { activeElement, body } = document;
      if (activeElement !== body && !this.host.contains(activeElement)) return;
      this.host.closest<HTMLElement>('[data-key]')?.focus({ preventScroll: true });
    };
    afterNextRender(goBack, { injector: this.injector });
  }

  /** By number, or along the row. */
  protected pickByKey(event: KeyboardEvent): void {
    const items = [...(event.currentTarget as HTMLElement).querySelectorAll('button')];
    const pick = (place: number) => () => items[place - 1]?.click();
    const picks = { 1: pick(1), 2: pick(2), 3: pick(3), 4: pick(4), 5: pick(5), 6: pick(6) };
    if (this.scopedKeys.run(QUICK_REACTION_KEYS, event, picks)) return;
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const forwards = getComputedStyle(event.currentTarget as HTMLElement).direction === 'rtl' ? -step : step;
    const at = items.findIndex((item) => item === document.activeElement);
    items[(at + forwards + items.length) % items.length]?.focus();
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
    const forwards = getComputedStyle(event.currentTarget as HTMLElement).direction === 'rtl' ? -step : step;
    const index = buttons.findIndex((button) => button === event.target);
    buttons[(index + forwards + buttons.length) % buttons.length]?.focus();
  }
}
