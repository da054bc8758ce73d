import { ChangeDetectionStrategy, Component, computed, inject, input, output, viewChild } from '@angular/core';
import type { ListedAccountDto } from '../../api/models/listed-account-dto';
import { Session } from '../../core/session';
import { may, mayActOn } from '../../core/staff';
import { dateInWords, fullTime } from '../../core/times';
import { t } from '../../core/words/words';
import { AccountForm } from '../account-form';
import { readOnlyWords } from '../what-one-may';

/** What there is to know of an account at a glance, and its name and address for those who may change them. */
@Component({
  selector: 'app-person-overview',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [AccountForm],
  template: `
    <section aria-labelledby="person-details">
      <h2 id="person-details">{{ t('someone.details') }}</h2>
      <dl class="facts">
        @if (!account().anonymisedAt) {
          <div>
            <dt>{{ t('people.email') }}</dt>
            <dd>{{ account().email }}</dd>
          </div>
          @if (account().title) {
            <div>
              <dt>{{ t('someone.jobTitle') }}</dt>
              <dd>
                <bdi>{{ account().title }}</bdi>
              </dd>
            </div>
          }
        }
        <div>
          <dt>{{ t('people.lastSignIn') }}</dt>
          <dd>{{ when(account().lastLogin) }}</dd>
        </div>
        <div>
          <dt>{{ t('accounts.lastSeen') }}</dt>
          <dd>{{ when(account().lastSeenAt) }}</dd>
        </div>
        <div>
          <dt>{{ t('accounts.sessions') }}</dt>
          <dd class="num">{{ account().sessions }}</dd>
        </div>
      </dl>
    </section>
    @if (account().anonymisedAt; as at) {
      <p class="muted">{{ t('someone.anonymisedOn', { when: date(at) }) }} {{ t('someone.anonymisedText') }}</p>
    } @else {
      <section aria-labelledby="person-edit">
        <h2 id="person-edit">{{ t('someone.edit') }}</h2>
        @if (mayEdit()) {
          <app-account-form [account]="account()" (changed)="changed.emit()" />
        } @else {
          <p class="muted">{{ t(readOnlyWords()) }}</p>
        }
      </section>
    }
  `,
  styleUrl: './person-part.css',
})
export class PersonOverview {
  protected readonly t = t;
  protected readonly date = dateInWords;
  readonly account = input.required<ListedAccountDto>();
  readonly changed = output<void>();

  private readonly me = inject(Session).me;
  private readonly form = viewChild(AccountForm);
  protected readonly mayEdit = computed(() => may(this.me(), 'user.manage') && mayActOn(this.me(), this.account()));
  protected readonly readOnlyWords = computed(() => readOnlyWords(this.me(), this.account()));

  hasChanges(): boolean {
    return this.form()?.hasChanges() ?? false;
  }

  protected when(time: string | null): string {
    return time === null ? t('people.never') : fullTime(time);
  }
}
