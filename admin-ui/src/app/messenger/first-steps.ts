import { computed, inject, Injectable, resource } from '@angular/core';
import { Router } from '@angular/router';
import { Api } from '../api/api';
import { listUsers } from '../api/fn/people/list-users';
import { Session } from '../core/session';
import { may } from '../core/staff';
import { ConversationLists } from '../state/conversations/conversation-lists';

/** What somebody without conversations does first: invite people, when they may and nobody else is here; else write. */
@Injectable({ providedIn: 'root' })
export class FirstSteps {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  private readonly lists = inject(ConversationLists);

  readonly isFirstRun = computed(
    () => this.lists.state('active').status === 'ready' && this.lists.list('active').length === 0,
  );
  /** Two of the directory are enough to know whether there is anybody besides me. */
  private readonly people = resource({
    params: () => (this.isFirstRun() && may(this.session.me(), 'invite.manage') ? true : undefined),
    loader: async () => (await this.api.invoke(listUsers, { limit: 2 })).items,
  });
  /** Nobody else is here, and I may invite. */
  readonly isAlone = computed(
    () => this.people.hasValue() && this.people.value().every(({ id }) => id === this.session.me()?.id),
  );

  invite(): void {
    void this.router.navigate(['/admin/invitations'], { queryParams: { invite: true } });
  }
}
