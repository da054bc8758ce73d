import { ChangeDetectionStrategy, Component, computed, inject, input, resource } from '@angular/core';
import { Api } from '../../api/api';
import { adminGetEffects } from '../../api/fn/administration/admin-get-effects';
import type { ListedAccountDto } from '../../api/models/listed-account-dto';
import type { OwnedGroupDto } from '../../api/models/owned-group-dto';
import { bytesText } from '../../core/bytes-text';
import { isolated } from '../../core/isolated';
import { problemOf } from '../../core/problem';
import { Session } from '../../core/session';
import { may, mayActOn } from '../../core/staff';
import { t } from '../../core/words/words';
import { ErrorState } from '../../ui/error-state';
import { Icon } from '../../ui/icon';
import { Skeleton } from '../../ui/skeleton';
import { groupName } from './group-name';

/** What belongs to an account: how much its files take, and the groups that it owns. Nothing of what is said in them. */
@Component({
  selector: 'app-person-groups',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ErrorState, Icon, Skeleton],
  template: `
    @if (!mayLook()) {
      <p class="muted">{{ t(isProtected() ? 'peek.protected' : 'someone.notAllowed') }}</p>
    } @else if (effects.hasValue()) {
      @let all = effects.value();
      <section aria-labelledby="person-storage">
        <h2 id="person-storage">{{ t('someone.storage') }}</h2>
        <meter
          min="0"
          [max]="all.storage.quota || 1"
          [value]="all.storage.used"
          [attr.aria-label]="t('someone.storage')"
        ></meter>
        <p class="num">
          {{ t('someone.used', { used: bytes(all.storage.used), quota: bytes(all.storage.quota) }) }} ·
          {{ t('someone.files', { count: all.storage.files }) }}
        </p>
      </section>
      <section aria-labelledby="person-owned">
        <h2 id="person-owned">{{ t('someone.owned') }}</h2>
        <ul>
          @for (group of all.groups; track group.id) {
            <li class="entry">
              <app-icon name="users" />
              <div class="grow">
                <p>{{ name(group) }}</p>
                <p class="muted">
                  {{ t('someone.members', { count: group.memberCount }) }}
                  @if (group.onlyOwner) {
                    · {{ nextOwner(group) }}
                  }
                </p>
              </div>
              @if (group.onlyOwner) {
                <span class="tag">{{ t('someone.onlyOwner') }}</span>
              }
            </li>
          } @empty {
            <li class="muted">{{ t('someone.ownedNone') }}</li>
          }
        </ul>
        @if (all.ownedGroups > all.groups.length) {
          <p class="muted">{{ t('someone.ownedMore', { count: all.ownedGroups - all.groups.length }) }}</p>
        }
      </section>
    } @else if (problem(); as words) {
      <app-error-state [title]="t('someone.effectsNotLoaded')" [text]="words" (retry)="effects.reload()" />
    } @else {
      <app-skeleton [rows]="4" [rowHeight]="56" [avatar]="20" />
    }
  `,
  styleUrl: './person-part.css',
})
export class PersonGroups {
  protected readonly t = t;
  protected readonly bytes = bytesText;
  protected readonly name = groupName;
  readonly account = input.required<ListedAccountDto>();

  private readonly api = inject(Api);
  private readonly me = inject(Session).me;
  protected readonly mayLook = computed(() => may(this.me(), 'user.manage') && mayActOn(this.me(), this.account()));
  protected readonly isProtected = computed(
    () => may(this.me(), 'user.manage') && (this.account().isStaff || this.account().isSuperuser),
  );
  protected readonly effects = resource({
    // Who is deactivated owns what others have taken over meanwhile.
    params: () => (this.mayLook() ? { id: this.account().id, isActive: this.account().isActive } : undefined),
    loader: ({ params: { id } }) => this.api.invoke(adminGetEffects, { id }),
  });
  protected readonly problem = computed(() => {
    const error = this.effects.error();
    return error && problemOf(error).detail;
  });

  protected nextOwner({ candidates: [next] }: OwnedGroupDto): string {
    return next ? t('someone.nextOwner', { name: isolated(next.displayName) }) : t('someone.noNextOwner');
  }
}
