import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ListedAccountDto } from '../../api/models/listed-account-dto';
import { Session } from '../../core/session';
import { may } from '../../core/staff';
import { t } from '../../core/words/words';
import { ActivityList } from './activity-list';

const KINDS = [
  { kind: 'all', label: 'someone.activityAll' },
  { kind: 'by', label: 'someone.activityBy' },
  { kind: 'about', label: 'someone.activityAbout' },
] as const;

/** What is on record of a person: what they did, and what was done to their account. */
@Component({
  selector: 'app-person-activity',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ActivityList, RouterLink],
  template: `
    @if (mayRead()) {
      <div class="tools">
        <div class="tools grow" role="group" [attr.aria-label]="t('someone.activityFilter')">
          @for (one of kinds; track one.kind) {
            <button
              type="button"
              class="chip"
              [class.on]="kind() === one.kind"
              [attr.aria-pressed]="kind() === one.kind"
              (click)="kind.set(one.kind)"
            >
              {{ t(one.label) }}
            </button>
          }
        </div>
        <a class="btn sm line" routerLink="/admin/audit" [queryParams]="{ q: search() }">{{
          t('someone.inAuditLog')
        }}</a>
      </div>
      @for (one of [search()]; track one) {
        <app-activity-list [search]="one" />
      }
    } @else {
      <p class="muted">{{ t('someone.noAudit') }}</p>
    }
  `,
  styleUrl: './person-part.css',
})
export class PersonActivity {
  protected readonly t = t;
  protected readonly kinds = KINDS;
  readonly account = input.required<ListedAccountDto>();

  private readonly me = inject(Session).me;
  protected readonly mayRead = computed(() => may(this.me(), 'audit.read'));
  protected readonly kind = signal<(typeof KINDS)[number]['kind']>('all');
  /** An id alone finds whoever it is of as the one who did it, and as the one it was done to. */
  protected readonly search = computed(() => {
    const { id, username } = this.account();
    switch (this.kind()) {
      case 'all':
        return id;
      case 'by':
        return `actor:${username}`;
      case 'about':
        return `target:${username}`;
    }
  });
}
