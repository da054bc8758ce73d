import { inject, Injectable, signal } from '@angular/core';
import { Router } from '@angular/router';
import { Api } from '../../api/api';
import { joinGroup } from '../../api/fn/conversations/join-group';
import type { JoinGroupDto } from '../../api/models/join-group-dto';
import { problemOf } from '../../core/problem';
import { ConversationStore } from '../../state/conversations/conversation-store';
import { Toasts } from '../../ui/toast.service';

/** Joins a group and opens it; says why where that is refused. */
@Injectable({ providedIn: 'root' })
export class Joining {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly store = inject(ConversationStore);
  private readonly toasts = inject(Toasts);
  private readonly busy = signal<string | undefined>(undefined);

  /** The group that is being joined. */
  readonly under = this.busy.asReadonly();

  /** By its link, or because it is listed. Never rejects. */
  async join(groupId: string, how: JoinGroupDto): Promise<void> {
    if (this.busy() !== undefined) return;
    this.busy.set(groupId);
    try {
      this.store.put([await this.api.invoke(joinGroup, { body: how })]);
      await this.open(groupId);
    } catch (error) {
      this.toasts.showError(problemOf(error).detail);
    } finally {
      this.busy.set(undefined);
    }
  }

  async open(groupId: string): Promise<void> {
    await this.router.navigate(['/chats', groupId]);
  }
}
