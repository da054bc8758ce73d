import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { isolated } from '../../core/isolated';
import { t } from '../../core/words/words';
import { Blocks } from '../../state/blocks/blocks';
import { Avatar } from '../../ui/avatar';
import { ErrorState } from '../../ui/error-state';
import { Skeleton } from '../../ui/skeleton';

/** Whom I block, each with the way to end that. */
@Component({
  selector: 'app-blocked-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Avatar, ErrorState, Skeleton],
  template: `
    <h3>{{ t('blocks.title') }}</h3>
    <p class="hint">{{ t('blocks.hint') }}</p>
    @if (blocks.items().length > 0) {
      <ul>
        @for (one of blocks.items(); track one.user.id) {
          <li>
            <app-avatar [id]="one.user.id" [name]="one.user.displayName" [picture]="one.user.avatarUrl" [size]="32" />
            <span class="grow"
              ><span class="clip" dir="auto">{{ one.user.displayName }}</span
              ><small class="clip"
                ><bdi>{{ '@' + one.user.username }}</bdi></small
              ></span
            >
            <button
              type="button"
              class="btn line sm"
              [attr.aria-label]="t('blocks.unblockOf', { name: isolated(one.user.displayName) })"
              (click)="blocks.unblock(one.user)"
            >
              {{ t('blocks.unblock') }}
            </button>
          </li>
        }
      </ul>
    } @else if (blocks.isRead()) {
      <p class="hint none">{{ t('blocks.none') }}</p>
    } @else if (blocks.problem(); as problem) {
      <app-error-state [title]="t('blocks.notLoaded')" [text]="problem.detail" (retry)="blocks.load()" />
    } @else {
      <app-skeleton [rows]="1" [rowHeight]="48" [avatar]="32" />
    }
  `,
  styles: `
    :host {
      display: block;
      margin-block-start: var(--space-24);
    }
    h3 {
      font: var(--mat-sys-label-large);
    }
    li {
      display: flex;
      align-items: center;
      gap: var(--space-12);
      min-block-size: 56px;
      border-block-end: 1px solid var(--parley-hairline);
    }
    .grow {
      min-inline-size: 0;
      display: grid;
    }
    small {
      font: var(--mat-sys-body-small);
      color: var(--mat-sys-on-surface-variant);
    }
    .none {
      margin-block-start: var(--space-8);
    }
  `,
})
export class BlockedList {
  protected readonly t = t;
  protected readonly isolated = isolated;
  protected readonly blocks = inject(Blocks);

  constructor() {
    // Who comes here first has had no page of the messenger yet.
    if (!this.blocks.isRead()) void this.blocks.load();
  }
}
