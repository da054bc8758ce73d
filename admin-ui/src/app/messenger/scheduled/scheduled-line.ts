import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { dayAndTime } from '../../core/times';
import { t } from '../../core/words/words';
import { ScheduledMessages } from '../../state/scheduled/scheduled-messages';
import { Icon } from '../../ui/icon';

/** What waits to be sent in a conversation, or could not be, and the way to it. Nothing where there is nothing. */
@Component({
  selector: 'app-scheduled-line',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, RouterLink],
  template: `
    @if (words(); as words) {
      <a routerLink="/scheduled" [class.bad]="failed() > 0">
        <app-icon [name]="failed() > 0 ? 'alert' : 'clock'" [size]="16" />{{ words }}
      </a>
    }
  `,
  styles: `
    a {
      display: flex;
      align-items: center;
      gap: 6px;
      min-block-size: 28px;
      padding-inline: var(--space-24);
      font: var(--mat-sys-body-small);
      color: var(--mat-sys-on-surface-variant);
    }
    .bad {
      color: var(--mat-sys-error);
    }
    @media (pointer: coarse) {
      a {
        min-block-size: 44px;
      }
    }
  `,
})
export class ScheduledLine {
  readonly conversationId = input.required<string>();

  private readonly scheduled = inject(ScheduledMessages);
  private readonly here = computed(() =>
    this.scheduled.lasting().filter(({ conversationId }) => conversationId === this.conversationId()),
  );
  private readonly waiting = computed(() => this.here().filter(({ state }) => state === 'waiting'));
  protected readonly failed = computed(() => this.here().length - this.waiting().length);
  protected readonly words = computed(() => {
    if (this.failed() > 0) return t('scheduled.failedHere', { count: this.failed() });
    const [next] = this.waiting();
    return next && t('scheduled.here', { count: this.waiting().length, when: dayAndTime(next.sendAt) });
  });
}
