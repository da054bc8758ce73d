import { ChangeDetectionStrategy, Component, DestroyRef, effect, inject, signal, untracked } from '@angular/core';
import { Api } from '../../api/api';
import { listOpenGroups } from '../../api/fn/conversations/list-open-groups';
import type { OpenGroupDto } from '../../api/models/open-group-dto';
import { type Paged, paged } from '../../core/paged';
import { Link } from '../../core/realtime/link';
import { around, t } from '../../core/words/words';
import { MessengerSync } from '../../state/sync/messenger-sync';
import { EmptyState } from '../../ui/empty-state';
import { ErrorState } from '../../ui/error-state';
import { Icon } from '../../ui/icon';
import { Skeleton } from '../../ui/skeleton';
import { GroupCard } from './group-card';
import { Joining } from './joining';

/** Typing is over when this long nothing came. */
const PAUSE_MS = 150;

/** The groups that everybody finds and may join, by name. */
@Component({
  selector: 'app-groups-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [EmptyState, ErrorState, GroupCard, Icon, Skeleton],
  templateUrl: './groups-page.html',
  styleUrls: ['../list-page.css', './groups-page.css'],
  host: { role: 'main' },
})
export class GroupsPage {
  protected readonly around = around;
  protected readonly t = t;
  protected readonly link = inject(Link);
  protected readonly joining = inject(Joining);
  private readonly api = inject(Api);
  protected readonly term = signal('');
  protected readonly groups: Paged<OpenGroupDto> = paged((cursor) => this.page(cursor));
  private pause: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    inject(MessengerSync);
    effect(() => {
      // What could not be asked without a connection.
      if (!this.link.isDown() && untracked(() => this.groups.status()) === 'failed') this.groups.reload();
    });
    inject(DestroyRef).onDestroy(() => clearTimeout(this.pause));
  }

  protected find(term: string): void {
    clearTimeout(this.pause);
    this.pause = setTimeout(() => {
      this.term.set(term.trim());
      this.groups.reload();
    }, PAUSE_MS);
  }

  protected loadNearEnd({ scrollHeight, scrollTop, clientHeight }: HTMLElement): void {
    if (this.groups.hasMore() && scrollHeight - scrollTop - clientHeight < clientHeight) void this.groups.more();
  }

  private page(cursor?: string) {
    const search = this.term();
    return this.api.invoke(listOpenGroups, { ...(search && { search }), ...(cursor && { cursor }) });
  }
}
