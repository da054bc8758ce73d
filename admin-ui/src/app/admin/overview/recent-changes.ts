import { ChangeDetectionStrategy, Component, computed, inject, resource } from '@angular/core';
import { Api } from '../../api/api';
import { adminListAudit } from '../../api/fn/administration/admin-list-audit';
import { problemOf } from '../../core/problem';
import { dayAndTime } from '../../core/times';
import { t } from '../../core/words/words';
import { ErrorState } from '../../ui/error-state';
import { Skeleton } from '../../ui/skeleton';
import { actionText, targetText } from '../audit/audit-words';

const SHOWN = 10;
/** What administrators do; not that people come and go. */
const ACTS = ['user', 'role', 'settings', 'invite', 'job', 'failed-job', 'support-bundle', 'audit', 'mail']
  .map((noun) => `action:${noun}.*`)
  .join(' ');

/** What administrators did last. */
@Component({
  selector: 'app-recent-changes',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ErrorState, Skeleton],
  template: `
    @if (rows(); as all) {
      @if (all.length > 0) {
        <ul>
          @for (row of all; track row.id) {
            <li>
              <time class="num" [attr.datetime]="row.at">{{ time(row.at) }}</time>
              <span
                ><b
                  ><bdi>{{ row.actor }}</bdi></b
                >
                · {{ action(row.action) }}
                @if (row.target) {
                  · <bdi>{{ row.target }}</bdi>
                }
              </span>
            </li>
          }
        </ul>
      } @else {
        <p class="muted">{{ t('overview.recentNone') }}</p>
      }
    } @else if (problem(); as problem) {
      <app-error-state [title]="t('audit.notLoaded')" [text]="problem.detail" (retry)="loaded.reload()" />
    } @else {
      <app-skeleton [rows]="5" [rowHeight]="36" [avatar]="0" />
    }
  `,
  styles: `
    ul {
      margin: 0;
      padding: 0;
      list-style: none;
      font: var(--mat-sys-body-medium);
    }
    li {
      display: flex;
      gap: var(--space-16);
      padding-block: var(--space-8);
      border-block-end: 1px solid var(--parley-hairline);
      overflow-wrap: anywhere;
    }
    li:last-child {
      border-block-end: 0;
    }
    time {
      flex: none;
      color: var(--mat-sys-on-surface-variant);
    }
    b {
      font-weight: 600;
    }
  `,
})
export class RecentChanges {
  protected readonly t = t;
  protected readonly time = dayAndTime;
  protected readonly action = actionText;
  private readonly api = inject(Api);
  protected readonly loaded = resource({
    loader: () => this.api.invoke(adminListAudit, { q: ACTS, limit: SHOWN }),
  });
  protected readonly rows = computed(() => {
    if (!this.loaded.hasValue()) return undefined;
    const { items, people } = this.loaded.value();
    const names = new Map(people.map(({ id, displayName }) => [id, displayName]));
    return items.map((entry) => ({
      ...{ id: entry.id, at: entry.at, action: entry.action },
      actor: names.get(entry.actor ?? '') ?? t('audit.nobody'),
      target: names.get(entry.target) ?? targetText(entry),
    }));
  });
  protected readonly problem = computed(() => {
    const error = this.loaded.error();
    return error && problemOf(error);
  });
}
