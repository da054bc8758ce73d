import { inject, Injectable } from '@angular/core';
import { Words } from '../core/words/loading';
import { AppDialogs } from '../ui/dialogs';

/** Opens who is in a team, from wherever its name stands. */
@Injectable({ providedIn: 'root' })
export class TeamCards {
  private readonly words = inject(Words);
  private readonly dialogs = inject(AppDialogs);

  async open(teamId: string): Promise<void> {
    const [{ TeamCard }] = await Promise.all([import('./team-card'), this.words.load('people')]);
    this.dialogs.open(TeamCard, { data: teamId, width: 384 });
  }
}
