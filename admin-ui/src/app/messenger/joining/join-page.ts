import { ChangeDetectionStrategy, Component, computed, inject, resource } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import { Api } from '../../api/api';
import { previewGroupLink } from '../../api/fn/conversations/preview-group-link';
import { problemOf } from '../../core/problem';
import { t } from '../../core/words/words';
import { EmptyState } from '../../ui/empty-state';
import { ErrorState } from '../../ui/error-state';
import { Skeleton } from '../../ui/skeleton';
import { GroupCard } from './group-card';
import { Joining } from './joining';

/** Where an invite link leads: the group, and the button that joins it. The token stands behind `#`, where no server sees it. */
@Component({
  selector: 'app-join-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [EmptyState, ErrorState, GroupCard, Skeleton],
  template: `
    @if (group.hasValue()) {
      @let found = group.value();
      <div class="box">
        <h1 tabindex="-1">{{ t('page.join') }}</h1>
        <app-group-card [group]="found" />
        @if (found.isMember) {
          <p class="hint">{{ t('join.isMember') }}</p>
          <button type="button" class="btn primary" (click)="joining.open(found.id)">{{ t('action.open') }}</button>
        } @else {
          <button
            type="button"
            class="btn primary"
            [attr.aria-disabled]="joining.under() !== undefined || null"
            (click)="joining.join(found.id, { token: token() })"
          >
            {{ joining.under() ? t('groups.joining') : t('groups.join') }}
          </button>
        }
      </div>
    } @else if (problem(); as problem) {
      @if (problem.status === 404 || problem.status === 400) {
        <app-empty-state
          icon="link"
          [level]="1"
          [title]="t('join.broken')"
          [text]="problem.status === 404 ? problem.detail : ''"
          [actionLabel]="t('join.otherGroups')"
          (action)="showAll()"
        />
      } @else {
        <app-error-state [title]="t('join.failed')" [text]="problem.detail" (retry)="group.reload()" />
      }
    } @else {
      <div class="box"><app-skeleton [rows]="2" [rowHeight]="56" [avatar]="40" /></div>
    }
  `,
  styles: `
    :host {
      display: grid;
      place-items: center;
      block-size: 100%;
      overflow: auto;
      padding: var(--space-24);
    }
    .box {
      display: grid;
      gap: var(--space-20);
      inline-size: min(100%, 400px);
    }
    h1 {
      font: var(--mat-sys-title-large);
      letter-spacing: -0.018em;
    }
    h1:focus {
      outline: none;
    }
  `,
  host: { role: 'main' },
})
export class JoinPage {
  protected readonly t = t;
  protected readonly joining = inject(Joining);
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly fragment = toSignal(inject(ActivatedRoute).fragment);
  protected readonly token = computed(() => this.fragment() ?? '');
  protected readonly group = resource({
    params: () => this.token(),
    loader: ({ params: token }) => this.api.invoke(previewGroupLink, { body: { token } }),
  });
  protected readonly problem = computed(() => {
    const error = this.group.error();
    return error && problemOf(error);
  });

  protected showAll(): void {
    void this.router.navigateByUrl('/groups');
  }
}
