import { ChangeDetectionStrategy, Component, computed, inject, resource } from '@angular/core';
import { Api } from '../../api/api';
import { adminGetTeam } from '../../api/fn/administration/admin-get-team';
import { adminListTeams } from '../../api/fn/administration/admin-list-teams';
import type { ListedTeamDto } from '../../api/models/listed-team-dto';
import { numberText } from '../../core/number-text';
import { problemOf } from '../../core/problem';
import { t } from '../../core/words/words';
import { AppDialogs } from '../../ui/dialogs';
import { EmptyState } from '../../ui/empty-state';
import { ErrorState } from '../../ui/error-state';
import { Icon } from '../../ui/icon';
import { Skeleton } from '../../ui/skeleton';
import { Toasts } from '../../ui/toast.service';
import { EditTeam, type EditedTeam } from './edit-team';

/** The teams of the organisation, by name. */
@Component({
  selector: 'app-teams-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [EmptyState, ErrorState, Icon, Skeleton],
  templateUrl: './teams-page.html',
  styleUrls: ['../console-page.css', '../roles/roles-page.css'],
})
export class TeamsPage {
  protected readonly t = t;
  protected readonly numberText = numberText;
  private readonly api = inject(Api);
  private readonly dialogs = inject(AppDialogs);
  private readonly toasts = inject(Toasts);

  protected readonly loaded = resource({ loader: async () => (await this.api.invoke(adminListTeams)).items });
  protected readonly problem = computed(() => {
    const error = this.loaded.error();
    return error && problemOf(error);
  });

  protected create(): void {
    this.edit({});
  }

  protected async open({ id }: ListedTeamDto): Promise<void> {
    try {
      this.edit({ team: await this.api.invoke(adminGetTeam, { id }) });
    } catch (error) {
      this.toasts.showError(problemOf(error).detail);
      this.loaded.reload();
    }
  }

  private edit(data: EditedTeam): void {
    this.dialogs.open(EditTeam, { data, width: 560 }).closed.subscribe(() => this.loaded.reload());
  }
}
