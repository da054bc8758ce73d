import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { deviceName } from '../../account/settings/device-name';
import { Api } from '../../api/api';
import { adminListSignIns } from '../../api/fn/administration/admin-list-sign-ins';
import type { ListedAccountDto } from '../../api/models/listed-account-dto';
import { paged } from '../../core/paged';
import { dayAndTime, fullTime } from '../../core/times';
import { t } from '../../core/words/words';
import { Icon } from '../../ui/icon';
import { Skeleton } from '../../ui/skeleton';

const PAGE = 20;

/** How somebody came in, and who tried to, newest first. */
@Component({
  selector: 'app-sign-in-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, Skeleton],
  template: `
    <section aria-labelledby="sign-ins">
      <h3 id="sign-ins">{{ t('someone.signIns') }}</h3>
      @switch (list.status()) {
        @case ('failed') {
          <div role="alert">
            <p>{{ t('someone.signInsNotLoaded') }}</p>
            <p class="muted">{{ list.problem() }}</p>
            <button type="button" class="btn sm line" (click)="list.reload()">{{ t('action.retry') }}</button>
          </div>
        }
        @case ('loading') {
          <app-skeleton [rows]="4" [rowHeight]="56" [avatar]="20" />
        }
        @default {
          <ul>
            @for (entry of list.items(); track entry.id) {
              <li class="entry">
                <app-icon
                  [name]="entry.outcome === 'success' ? 'check' : 'alert'"
                  [class.bad]="entry.outcome !== 'success'"
                />
                <div class="grow">
                  <p>{{ t(words[entry.outcome]) }}</p>
                  <p class="muted">{{ device(entry.userAgent ?? '') }} · {{ entry.ip }}</p>
                </div>
                <time class="muted" [title]="full(entry.at)" [attr.datetime]="entry.at">{{ time(entry.at) }}</time>
              </li>
            } @empty {
              <li class="muted">{{ t('someone.noSignIns') }}</li>
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
    </section>
  `,
  styleUrl: './person-part.css',
})
export class SignInList {
  protected readonly t = t;
  protected readonly device = deviceName;
  protected readonly time = dayAndTime;
  protected readonly full = fullTime;
  protected readonly words = {
    success: 'someone.signIn.success',
    failed: 'someone.signIn.failed',
    refused: 'someone.signIn.refused',
  } as const;
  readonly account = input.required<ListedAccountDto>();

  private readonly api = inject(Api);
  protected readonly list = paged((cursor) =>
    this.api.invoke(adminListSignIns, { id: this.account().id, limit: PAGE, ...(cursor && { cursor }) }),
  );
}
