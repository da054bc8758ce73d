import { ChangeDetectionStrategy, Component, computed, inject, input, resource, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../../api/api';
import { adminAddToTeam } from '../../api/fn/administration/admin-add-to-team';
import { adminListTeamsOfUser } from '../../api/fn/administration/admin-list-teams-of-user';
import { adminRemoveFromTeam } from '../../api/fn/administration/admin-remove-from-team';
import { listTeams } from '../../api/fn/people/list-teams';
import type { ListedTeamDto } from '../../api/models/listed-team-dto';
import type { UserDto } from '../../api/models/user-dto';
import { isolated } from '../../core/isolated';
import { problemOf } from '../../core/problem';
import { Session } from '../../core/session';
import { may } from '../../core/staff';
import { t } from '../../core/words/words';
import { Control, Field } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { Skeleton } from '../../ui/skeleton';
import { Toasts } from '../../ui/toast.service';

/** The teams that somebody is in; who keeps teams puts them into others and takes them out. */
@Component({
  selector: 'app-account-teams',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Control, Field, Icon, RouterLink, Skeleton],
  template: `
    <section aria-labelledby="person-teams">
      <h2 id="person-teams">{{ t('page.teams') }}</h2>
      @if (loaded.hasValue()) {
        <ul>
          @for (team of loaded.value().theirs; track team.id) {
            <li>
              <a class="grow" routerLink="/admin/people" [queryParams]="{ team: team.key }">
                <bdi>{{ team.name }}</bdi>
              </a>
              <span class="muted"
                ><bdi>{{ '@' + team.key }}</bdi></span
              >
              @if (mayManage()) {
                <button
                  type="button"
                  class="iconbtn sm"
                  [disabled]="isBusy()"
                  [attr.aria-label]="removeWords(team)"
                  [title]="removeWords(team)"
                  (click)="remove(team)"
                >
                  <app-icon name="close" [size]="18" />
                </button>
              }
            </li>
          } @empty {
            <li class="muted">{{ t('teams.ofNobody') }}</li>
          }
        </ul>
        @if (mayManage() && others().length > 0) {
          <app-field [label]="t('teams.addTo')">
            <select #choice appControl [disabled]="isBusy()" (change)="add(choice)">
              <option value="">{{ t('teams.choose') }}</option>
              @for (team of others(); track team.id) {
                <option [value]="team.id">{{ team.name }}</option>
              }
            </select>
          </app-field>
        }
      } @else if (problem(); as words) {
        <div role="alert">
          <p class="muted">{{ words }}</p>
          <button type="button" class="btn sm line" (click)="loaded.reload()">{{ t('action.retry') }}</button>
        </div>
      } @else {
        <app-skeleton [rows]="2" [rowHeight]="40" [avatar]="0" />
      }
    </section>
  `,
  styles: `
    section {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-12);
      max-inline-size: 560px;
    }
    h2 {
      font: var(--mat-sys-label-large);
    }
    li {
      display: flex;
      align-items: center;
      gap: var(--space-12);
      min-block-size: 40px;
      overflow-wrap: anywhere;
    }
    .grow {
      min-inline-size: 0;
    }
  `,
})
export class AccountTeams {
  protected readonly t = t;
  readonly account = input.required<UserDto>();

  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly me = inject(Session).me;
  protected readonly isBusy = signal(false);
  protected readonly mayManage = computed(() => may(this.me(), 'team.manage'));
  protected readonly loaded = resource({
    params: () => ({ id: this.account().id }),
    loader: async ({ params }) => {
      const [theirs, all] = await Promise.all([
        this.api.invoke(adminListTeamsOfUser, params),
        this.api.invoke(listTeams),
      ]);
      return { theirs: theirs.items, all: all.items };
    },
  });
  protected readonly others = computed(() => {
    if (!this.loaded.hasValue()) return [];
    const { theirs, all } = this.loaded.value();
    return all.filter(({ id }) => !theirs.some((team) => team.id === id));
  });
  protected readonly problem = computed(() => {
    const error = this.loaded.error();
    return error && problemOf(error).detail;
  });

  protected removeWords({ name }: ListedTeamDto): string {
    return t('teams.removeFrom', { team: isolated(name) });
  }

  protected async add(choice: HTMLSelectElement): Promise<void> {
    const team = this.others().find(({ id }) => id === choice.value);
    choice.value = '';
    if (!team) return;
    const words = { name: isolated(this.account().displayName), team: isolated(team.name) };
    await this.change(
      () => this.api.invoke(adminAddToTeam, { id: team.id, userId: this.account().id }),
      t('teams.added', words),
    );
  }

  protected async remove(team: ListedTeamDto): Promise<void> {
    const words = { name: isolated(this.account().displayName), team: isolated(team.name) };
    await this.change(
      () => this.api.invoke(adminRemoveFromTeam, { id: team.id, userId: this.account().id }),
      t('teams.removed', words),
    );
  }

  private async change(act: () => Promise<unknown>, done: string): Promise<void> {
    this.isBusy.set(true);
    try {
      await act();
      this.toasts.show({ text: done });
      this.loaded.reload();
    } catch (error) {
      this.toasts.showError(problemOf(error).detail);
    } finally {
      this.isBusy.set(false);
    }
  }
}
