import { A11yModule } from '@angular/cdk/a11y';
import { ChangeDetectionStrategy, Component, computed, inject, input, output, resource, signal } from '@angular/core';
import { Api } from '../../api/api';
import { listMessageReceipts } from '../../api/fn/messages/list-message-receipts';
import type { MessageDto } from '../../api/models/message-dto';
import type { MessageReceiptDto } from '../../api/models/message-receipt-dto';
import { ScopedKeys } from '../../core/key-scope';
import { problemOf } from '../../core/problem';
import { briefly } from '../../core/times';
import { Avatar } from '../../ui/avatar';
import { CLOSING_KEYS } from '../../ui/closing-keys';
import { Icon } from '../../ui/icon';
import { Skeleton } from '../../ui/skeleton';
import { OpenConversation } from '../open-conversation/open-conversation';
import { t } from '../../core/words/words';

const PAGE_SIZE = 50;

/** Whom a message reached, who has read it, and when, as far as people show it. */
@Component({
  selector: 'app-message-receipts',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [A11yModule, Avatar, Icon, Skeleton],
  host: { role: 'dialog', '[attr.aria-label]': "t('tools.whoHasRead')", '(keydown)': 'closeByKey($event)' },
  template: `
    <div class="pop" cdkTrapFocus cdkTrapFocusAutoCapture>
      <div class="hd">
        <h2 class="grow">{{ heading() }}</h2>
        <button type="button" class="iconbtn sm" [attr.aria-label]="t('action.close')" (click)="closed.emit()">
          <app-icon name="close" [size]="18" />
        </button>
      </div>
      <div class="scroll" tabindex="-1">
        @if (first.error()) {
          <p class="hint bad" role="alert">{{ problem() }}</p>
          <button type="button" class="btn sm line" (click)="first.reload()">{{ t('action.retry') }}</button>
        } @else if (!first.hasValue()) {
          <app-skeleton [rows]="3" [rowHeight]="40" [avatar]="28" />
        } @else if (!isDirect()) {
          @for (group of groups(); track group.name) {
            <h3>
              {{ t(group.name) }} <span class="num">{{ group.items.length }}</span>
            </h3>
            <ul>
              @for (one of group.items; track one.user.id) {
                <li>
                  <app-avatar
                    [id]="one.user.id"
                    [name]="one.user.displayName"
                    [picture]="one.user.avatarUrl"
                    [size]="28"
                  />
                  <span class="clip grow" dir="auto">{{ one.user.displayName }}</span>
                  @if (one.readAt; as at) {
                    <time class="num" [attr.datetime]="at">{{ when(at) }}</time>
                  }
                </li>
              }
            </ul>
          }
          @if (next()) {
            <button type="button" class="btn sm text" (click)="more()">{{ t('action.showMore') }}</button>
          }
        }
      </div>
    </div>
  `,
  styles: `
    .pop {
      inline-size: min(320px, calc(100vw - 32px));
      max-block-size: min(420px, 70vh);
      display: grid;
      grid-template-rows: auto minmax(0, 1fr);
      background: var(--parley-paper);
      color: var(--mat-sys-on-surface);
      border: 1px solid var(--parley-hairline);
      border-radius: var(--mat-sys-corner-large);
      box-shadow: var(--parley-shadow-3);
      overflow: hidden;
    }
    .hd {
      display: flex;
      align-items: center;
      gap: var(--space-8);
      padding-block: var(--space-12) var(--space-8);
      padding-inline: var(--space-16) var(--space-12);
    }
    h2 {
      font: var(--mat-sys-title-small);
    }
    h3 {
      font: var(--mat-sys-label-medium);
      color: var(--mat-sys-on-surface-variant);
      margin-block: var(--space-8) 4px;
    }
    .scroll {
      overflow: auto;
      padding: 0 var(--space-16) var(--space-12);
    }
    li {
      display: flex;
      align-items: center;
      gap: var(--space-8);
      min-block-size: 40px;
      font: var(--mat-sys-body-medium);
    }
    time {
      font: var(--mat-sys-body-small);
      color: var(--mat-sys-on-surface-variant);
    }
  `,
})
export class MessageReceipts {
  protected readonly t = t;
  readonly message = input.required<MessageDto>();
  readonly closed = output<void>();

  private readonly api = inject(Api);
  private readonly keys = inject(ScopedKeys);
  /** Between two it is known who: only when is worth saying. */
  protected readonly isDirect = inject(OpenConversation).isDirect;
  private readonly further = signal<readonly MessageReceiptDto[]>([]);
  private readonly cursor = signal<string | null | undefined>(undefined);

  protected readonly first = resource({
    params: () => ({ conversationId: this.message().conversationId, seq: this.message().seq }),
    loader: ({ params }) => this.api.invoke(listMessageReceipts, { ...params, limit: PAGE_SIZE }),
  });
  protected readonly problem = computed(() => problemOf(this.first.error()).detail);
  protected readonly next = computed(() => {
    const cursor = this.cursor();
    return cursor === undefined && this.first.hasValue() ? this.first.value().nextCursor : cursor;
  });
  protected readonly heading = computed(() => {
    if (!this.first.hasValue()) return t('receipts.readBy');
    const { items, counts } = this.first.value();
    const [only] = items;
    if (this.isDirect() && only) return whatBecameOf(only);
    const { readBy, recipients } = counts;
    return t('receipts.readByCount', { readers: readBy, recipients });
  });
  protected readonly groups = computed(() => {
    const all = [...(this.first.hasValue() ? this.first.value().items : []), ...this.further()];
    return (
      [
        { name: 'receipts.read', items: all.filter(({ read }) => read) },
        { name: 'receipts.delivered', items: all.filter(({ read, delivered }) => !read && delivered) },
        { name: 'receipts.notDelivered', items: all.filter(({ read, delivered }) => !read && !delivered) },
      ] as const
    ).filter(({ items }) => items.length > 0);
  });

  protected closeByKey(event: KeyboardEvent): void {
    this.keys.run(CLOSING_KEYS, event, { close: () => this.closed.emit() });
  }

  protected when(at: string): string {
    return briefly(at);
  }

  protected async more(): Promise<void> {
    const cursor = this.next();
    if (!cursor) return;
    const { conversationId, seq } = this.message();
    try {
      const page = await this.api.invoke(listMessageReceipts, { conversationId, seq, limit: PAGE_SIZE, cursor });
      this.further.update((all) => [...all, ...page.items]);
      this.cursor.set(page.nextCursor);
    } catch (error) {
      // The button stays, to be pressed again.
      problemOf(error);
    }
  }
}

/** What became of a message with the only one it was for. */
function whatBecameOf({ read, readAt, delivered }: MessageReceiptDto): string {
  if (read) return readAt ? t('receipts.readAt', { when: briefly(readAt) }) : t('receipts.read');
  return t(delivered ? 'receipts.delivered' : 'receipts.notDelivered');
}
