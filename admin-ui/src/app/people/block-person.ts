import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { UserCardDto } from '../api/models/user-card-dto';
import { t } from '../core/words/words';
import { Blocks } from '../state/blocks/blocks';
import { Icon } from '../ui/icon';

/** Blocks somebody, or unblocks them, and says which of the two holds. */
@Component({
  selector: 'app-block-person',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    @if (isBlocked()) {
      <p class="hint">{{ t('blocks.isBlocked') }}</p>
      <button type="button" class="btn line sm" (click)="blocks.unblock(card())">{{ t('blocks.unblock') }}</button>
    } @else {
      <button type="button" class="btn line sm" (click)="blocks.block(card())">
        <app-icon name="eye-off" [size]="18" />{{ t('blocks.block') }}
      </button>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-8);
      justify-items: start;
      margin-block-start: var(--space-16);
    }
  `,
})
export class BlockPerson {
  protected readonly t = t;
  protected readonly blocks = inject(Blocks);
  readonly card = input.required<UserCardDto>();
  protected readonly isBlocked = computed(() => this.blocks.has(this.card().id));
}
