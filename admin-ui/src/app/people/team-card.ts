import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, computed, inject, resource } from '@angular/core';
import { Api } from '../api/api';
import { getTeam } from '../api/fn/people/get-team';
import { listTeamMembers } from '../api/fn/people/list-team-members';
import type { TeamMemberDto } from '../api/models/team-member-dto';
import { paged } from '../core/paged';
import { problemOf } from '../core/problem';
import { t } from '../core/words/words';
import { Teams } from '../state/teams/teams';
import { Avatar } from '../ui/avatar';
import { DialogFrame } from '../ui/dialog-frame';
import { ErrorState } from '../ui/error-state';
import { Skeleton } from '../ui/skeleton';
import { PersonCards } from './person-cards';

/** What a team is for and who is in it, each with the way to their card. */
@Component({
  selector: 'app-team-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Avatar, DialogFrame, ErrorState, Skeleton],
  template: `
    <app-dialog [heading]="heading()">
      @if (problem(); as words) {
        <app-error-state [title]="t('team.notLoaded')" [text]="words" (retry)="retry()" />
      } @else if (members.status() === 'loading') {
        <app-skeleton [rows]="4" [rowHeight]="48" [avatar]="32" />
      } @else {
        @if (team(); as team) {
          <p class="muted">
            <bdi>{{ '@' + team.key }}</bdi> · {{ t('team.people', { count: team.members }) }}
            @if (team.joinedAt) {
              · {{ t('team.mine') }}
            }
          </p>
          @if (team.description) {
            <p class="about" dir="auto">{{ team.description }}</p>
          }
        }
        <ul [attr.aria-label]="t('team.members')">
          @for (person of members.items(); track person.id) {
            <li>
              <button type="button" (click)="open(person)">
                <app-avatar [id]="person.id" [name]="person.displayName" [picture]="person.avatarUrl" [size]="32" />
                <span class="grow clip" dir="auto">{{ person.displayName }}</span>
                @if (!person.isActive) {
                  <span class="tag">{{ t('person.deactivated') }}</span>
                }
              </button>
            </li>
          } @empty {
            <li class="muted">{{ t('team.nobody') }}</li>
          }
        </ul>
        @if (members.hasMore()) {
          <button type="button" class="btn sm line" (click)="members.more()">{{ t('team.more') }}</button>
        }
        @if (members.moreProblem(); as words) {
          <p class="hint bad" role="alert">{{ words }}</p>
        }
      }
      <footer actions>
        <span class="grow"></span>
        <button type="button" class="btn primary" (click)="dialog.close()">{{ t('action.close') }}</button>
      </footer>
    </app-dialog>
  `,
  styles: `
    .about {
      margin-block-start: var(--space-8);
      overflow-wrap: anywhere;
    }
    ul {
      margin-block: var(--space-12);
      max-block-size: 50dvh;
      overflow-y: auto;
    }
    li button {
      display: flex;
      align-items: center;
      gap: var(--space-12);
      inline-size: 100%;
      min-block-size: 48px;
      min-inline-size: 0;
      padding-inline: var(--space-8);
      border-radius: var(--mat-sys-corner-small);
      text-align: start;
    }
    li button:hover {
      background: var(--parley-hover);
    }
    .grow {
      min-inline-size: 0;
    }
  `,
})
export class TeamCard {
  protected readonly t = t;
  protected readonly dialog = inject(DialogRef);
  private readonly id = inject<string>(DIALOG_DATA);
  private readonly api = inject(Api);
  private readonly cards = inject(PersonCards);
  private readonly known = inject(Teams);

  private readonly asked = resource({ loader: () => this.api.invoke(getTeam, { id: this.id }) });
  protected readonly team = computed(() =>
    this.asked.hasValue() ? this.asked.value() : this.known.items().find(({ id }) => id === this.id),
  );
  protected readonly heading = computed(() => this.team()?.name ?? t('team.title'));
  protected readonly members = paged((cursor) =>
    this.api.invoke(listTeamMembers, { id: this.id, ...(cursor && { cursor }) }),
  );
  protected readonly problem = computed(() => {
    const error = this.asked.error();
    if (error) return problemOf(error).detail;
    return this.members.status() === 'failed' ? this.members.problem() : undefined;
  });

  protected retry(): void {
    this.asked.reload();
    this.members.reload();
  }

  protected open({ id, username, displayName, avatarUrl }: TeamMemberDto): void {
    this.dialog.close();
    void this.cards.open({ id, username, displayName, avatarUrl });
  }
}
