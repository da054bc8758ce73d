import { ChangeDetectionStrategy, Component, DestroyRef, inject, input } from '@angular/core';
import { RealtimeSocket } from '../../core/realtime/realtime-socket';
import { dayAndTime, fullTime } from '../../core/times';
import { t } from '../../core/words/words';
import { ErrorState } from '../../ui/error-state';
import { Skeleton } from '../../ui/skeleton';
import { auditList, type AuditRow } from '../audit/audit-list';
import { actionText, outcomeText, targetText } from '../audit/audit-words';

/** The entries of the audit log that fit a search, in a few words each. */
@Component({
  selector: 'app-activity-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ErrorState, Skeleton],
  template: `
    @switch (list.status()) {
      @case ('failed') {
        <app-error-state [title]="t('audit.notLoaded')" [text]="list.problem()" (retry)="list.reload()" />
      }
      @case ('loading') {
        <app-skeleton [rows]="5" [rowHeight]="56" [avatar]="0" />
      }
      @default {
        <ul>
          @for (row of list.items(); track row.entry.id) {
            <li class="entry">
              <div class="grow">
                <p>
                  {{ action(row.entry.action) }}
                  @if (outcome(row.entry); as words) {
                    <span class="tag">{{ words }}</span>
                  }
                </p>
                <p class="muted">
                  <bdi>{{ row.actor?.displayName ?? t('audit.nobody') }}</bdi>
                  @if (target(row); as name) {
                    → <bdi>{{ name }}</bdi>
                  }
                </p>
              </div>
              <time class="muted" [title]="full(row.entry.at)" [attr.datetime]="row.entry.at">{{
                time(row.entry.at)
              }}</time>
            </li>
          } @empty {
            <li class="muted">{{ t('someone.noActivity') }}</li>
          }
        </ul>
        @if (list.moreProblem(); as problem) {
          <p class="bad" role="alert">{{ problem }}</p>
        }
        @if (list.hasMore()) {
          <button type="button" class="btn sm text" (click)="list.more()">{{ t('action.showMore') }}</button>
        }
      }
    }
  `,
  styleUrl: './person-part.css',
})
export class ActivityList {
  protected readonly t = t;
  protected readonly time = dayAndTime;
  protected readonly full = fullTime;
  protected readonly action = actionText;
  protected readonly outcome = outcomeText;
  readonly search = input.required<string>();

  protected readonly list = auditList(this.search);

  constructor() {
    const stop = inject(RealtimeSocket).onEvent((event) => event.type === 'audit.appended' && this.list.reload());
    inject(DestroyRef).onDestroy(stop);
  }

  protected target({ entry, target }: AuditRow): string {
    return entry.target === entry.actor ? '' : (target?.displayName ?? targetText(entry));
  }
}
