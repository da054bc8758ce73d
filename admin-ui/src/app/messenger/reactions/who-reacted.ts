import { DIALOG_DATA } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { Api } from '../../api/api';
import { listReactions } from '../../api/fn/messages/list-reactions';
import type { MessageDto } from '../../api/models/message-dto';
import { paged } from '../../core/paged';
import { briefly } from '../../core/times';
import { t } from '../../core/words/words';
import { Avatar } from '../../ui/avatar';
import { DialogFrame } from '../../ui/dialog-frame';
import { Skeleton } from '../../ui/skeleton';

const PAGE_SIZE = 50;

/** Who reacted to a message, with what and when; the first one first. */
@Component({
  selector: 'app-who-reacted',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Avatar, DialogFrame, Skeleton],
  template: `
    <app-dialog [heading]="t('react.who')" [reads]="true">
      @if (pages.status() === 'failed') {
        <p class="hint bad" role="alert">{{ pages.problem() }}</p>
        <button type="button" class="btn sm line" (click)="pages.reload()">{{ t('action.retry') }}</button>
      } @else if (pages.status() === 'loading') {
        <app-skeleton [rows]="3" [rowHeight]="44" [avatar]="28" />
      } @else {
        <ul>
          @for (one of pages.items(); track one.user.id + one.emoji) {
            <li>
              <app-avatar [id]="one.user.id" [name]="one.user.displayName" [picture]="one.user.avatarUrl" [size]="28" />
              <span class="clip grow" dir="auto">{{ one.user.displayName }}</span>
              <time class="num" [attr.datetime]="one.at">{{ when(one.at) }}</time>
              <span class="emoji" translate="no">{{ one.emoji }}</span>
            </li>
          } @empty {
            <li>{{ t('react.nobody') }}</li>
          }
        </ul>
        @if (pages.moreProblem(); as words) {
          <p class="hint bad" role="alert">{{ words }}</p>
        }
        @if (pages.hasMore()) {
          <button type="button" class="btn sm text" (click)="pages.more()">{{ t('action.showMore') }}</button>
        }
      }
    </app-dialog>
  `,
  styles: `
    ul {
      list-style: none;
    }
    li {
      display: flex;
      align-items: center;
      gap: var(--space-8);
      min-block-size: 44px;
      font: var(--mat-sys-body-medium);
    }
    time {
      font: var(--mat-sys-body-small);
      color: var(--mat-sys-on-surface-variant);
    }
    .emoji {
      font-family: var(--parley-emoji);
      font-size: 1.25rem;
    }
  `,
})
export class WhoReacted {
  protected readonly t = t;
  protected readonly when = briefly;

  private readonly api = inject(Api);
  private readonly message = inject<MessageDto>(DIALOG_DATA);
  protected readonly pages = paged((cursor) => this.page(cursor));

  private page(cursor?: string) {
    const { conversationId, seq } = this.message;
    return this.api.invoke(listReactions, { conversationId, seq, limit: PAGE_SIZE, ...(cursor && { cursor }) });
  }
}
