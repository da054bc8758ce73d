import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, computed, inject, resource, signal } from '@angular/core';
import { Api } from '../../api/api';
import { adminListConversationMembers } from '../../api/fn/administration/admin-list-conversation-members';
import { adminTakeOverConversation } from '../../api/fn/administration/admin-take-over-conversation';
import { listUsers } from '../../api/fn/people/list-users';
import type { OverseenGroupDetailsDto } from '../../api/models/overseen-group-details-dto';
import type { UserCardDto } from '../../api/models/user-card-dto';
import { isolated } from '../../core/isolated';
import { pauseOfTyping } from '../../core/pause-of-typing';
import { problemOf } from '../../core/problem';
import { t } from '../../core/words/words';
import { Avatar } from '../../ui/avatar';
import { DialogFrame } from '../../ui/dialog-frame';
import { Control, Field } from '../../ui/field';
import { Skeleton } from '../../ui/skeleton';

const FOUND = 8;

/**
 * Chooses the owner of a group that has none: a member who can sign in, or anybody where no member can. Closes with the
 * group as it is then.
 */
@Component({
  selector: 'app-take-over',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Avatar, Control, DialogFrame, Field, Skeleton],
  templateUrl: './take-over.html',
  styleUrl: './take-over.css',
})
export class TakeOver {
  protected readonly t = t;
  protected readonly ref = inject<DialogRef<OverseenGroupDetailsDto>>(DialogRef);
  protected readonly group = inject<OverseenGroupDetailsDto>(DIALOG_DATA);
  private readonly api = inject(Api);

  protected readonly isAnybody = this.group.takeOver === 'anybody';
  protected readonly heading = t('oversight.ownerOf', { group: isolated(this.group.subject) });
  protected readonly term = signal('');
  private readonly chosenId = signal<string | undefined>(undefined);
  protected readonly failure = signal<string | undefined>(undefined);
  protected readonly isBusy = signal(false);
  protected readonly found = resource({
    params: () => ({ search: this.term().trim() }),
    loader: async ({ params: { search }, abortSignal }) => {
      if (search) await pauseOfTyping(abortSignal);
      const asked = { limit: FOUND, ...(search && { search }) };
      if (this.isAnybody) return (await this.api.invoke(listUsers, asked)).items;
      const members = { ...asked, id: this.group.id, able: 'true' as const };
      return (await this.api.invoke(adminListConversationMembers, members)).items.map(({ user }) => user);
    },
  });
  protected readonly people = computed<readonly UserCardDto[]>(() => (this.found.hasValue() ? this.found.value() : []));
  /** Whoever is not shown any more is not meant either. */
  protected readonly chosen = computed(() => this.people().find(({ id }) => id === this.chosenId()));
  protected readonly problem = computed(() => {
    const error = this.found.error();
    return error && problemOf(error).detail;
  });

  protected choose({ id }: UserCardDto): void {
    this.chosenId.set(id);
    this.failure.set(undefined);
  }

  protected async carryOut(): Promise<void> {
    const person = this.chosen();
    if (!person) return this.failure.set(t('oversight.chooseSomebody'));
    if (this.isBusy()) return;
    this.isBusy.set(true);
    this.failure.set(undefined);
    try {
      const { id } = this.group;
      this.ref.close(await this.api.invoke(adminTakeOverConversation, { id, body: { userId: person.id } }));
    } catch (error) {
      this.failure.set(problemOf(error).detail);
      this.found.reload();
    } finally {
      this.isBusy.set(false);
    }
  }
}
