import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  type ElementRef,
  inject,
  Injector,
  input,
  output,
  resource,
  untracked,
  viewChild,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { firstValueFrom } from 'rxjs';
import { Api } from '../../api/api';
import { adminGetConversation } from '../../api/fn/administration/admin-get-conversation';
import { adminListConversationMembers } from '../../api/fn/administration/admin-list-conversation-members';
import type { OverseenGroupDetailsDto } from '../../api/models/overseen-group-details-dto';
import type { OverseenMemberDto } from '../../api/models/overseen-member-dto';
import { isolated } from '../../core/isolated';
import { ScopedKeys } from '../../core/key-scope';
import { numberText } from '../../core/number-text';
import { paged } from '../../core/paged';
import { problemOf } from '../../core/problem';
import { Session } from '../../core/session';
import { may } from '../../core/staff';
import { fullTime } from '../../core/times';
import { t } from '../../core/words/words';
import { Avatar } from '../../ui/avatar';
import { CLOSING_KEYS } from '../../ui/closing-keys';
import { AppDialogs } from '../../ui/dialogs';
import { EmptyState } from '../../ui/empty-state';
import { ErrorState } from '../../ui/error-state';
import { Icon } from '../../ui/icon';
import { Skeleton } from '../../ui/skeleton';
import { Toasts } from '../../ui/toast.service';
import { DeleteGroup } from './delete-group';
import { TakeOver } from './take-over';

const PAGE = 50;
const ROLES = { owner: 'role.owner', admin: 'role.admin', member: 'role.member' } as const;

/** One group beside the table: what it is, who is in it, and what an administrator may do with it. */
@Component({
  selector: 'app-group-peek',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Avatar, EmptyState, ErrorState, Icon, RouterLink, Skeleton],
  templateUrl: './group-peek.html',
  styleUrls: ['../account-peek.css', './group-peek.css'],
  host: { '(keydown)': 'closeByKey($event)' },
})
export class GroupPeek {
  protected readonly t = t;
  readonly id = input.required<string>();
  readonly closed = output<void>();
  /** It has another owner now. */
  readonly changed = output<void>();
  readonly deleted = output<void>();

  private readonly api = inject(Api);
  private readonly dialogs = inject(AppDialogs);
  private readonly toasts = inject(Toasts);
  private readonly injector = inject(Injector);
  private readonly keys = inject(ScopedKeys);
  private readonly me = inject(Session).me;
  private readonly title = viewChild<ElementRef<HTMLElement>>('title');

  protected readonly group = resource({
    params: () => ({ id: this.id() }),
    loader: ({ params }) => this.api.invoke(adminGetConversation, params),
  });
  protected readonly problem = computed(() => {
    const error = this.group.error();
    return error && problemOf(error);
  });
  protected readonly members = paged<OverseenMemberDto>((cursor) =>
    this.api.invoke(adminListConversationMembers, {
      ...{ id: untracked(this.id), limit: PAGE },
      ...(cursor && { cursor }),
    }),
  );
  protected readonly maySeePeople = computed(() => may(this.me(), 'user.read'));
  protected readonly figure = numberText;
  protected readonly time = fullTime;

  constructor() {
    let shown: string | undefined;
    effect(() => {
      const id = this.id();
      // The first page is read when the list is made.
      if (shown !== undefined && shown !== id) untracked(() => this.members.reload());
      shown = id;
    });
    let focused: string | undefined;
    // Which group it is comes first, also when another one is chosen.
    effect(() => {
      const id = this.group.hasValue() ? this.group.value().id : undefined;
      if (id === undefined || id === focused) return;
      focused = id;
      afterNextRender(() => this.title()?.nativeElement.focus(), { injector: this.injector });
    });
  }

  protected closeByKey(event: KeyboardEvent): void {
    this.keys.run(CLOSING_KEYS, event, { close: () => this.closed.emit() });
  }

  protected rules({ listed, hasInviteLink, postingBy, historyFromJoin }: OverseenGroupDetailsDto): string[] {
    return [
      t(listed ? 'oversight.listed' : 'oversight.notListed'),
      ...(hasInviteLink ? [t('oversight.hasLink')] : []),
      t(postingBy === 'admins' ? 'oversight.adminsWrite' : 'oversight.allWrite'),
      ...(historyFromJoin ? [t('oversight.historyFromJoin')] : []),
    ];
  }

  protected roleText({ role, canSignIn }: OverseenMemberDto): string {
    const words = t(ROLES[role]);
    return canSignIn ? words : t('oversight.cannotSignIn', { role: words });
  }

  protected async takeOver(group: OverseenGroupDetailsDto): Promise<void> {
    const dialog = this.dialogs.open<OverseenGroupDetailsDto, OverseenGroupDetailsDto, TakeOver>(TakeOver, {
      data: group,
    });
    const after = await firstValueFrom(dialog.closed, { defaultValue: undefined });
    if (!after) return;
    const [owner] = after.owners;
    if (owner) this.toasts.show({ text: t('oversight.takenOver', { name: isolated(owner.displayName) }) });
    this.group.set(after);
    this.members.reload();
    this.changed.emit();
  }

  protected async delete(group: OverseenGroupDetailsDto): Promise<void> {
    const dialog = this.dialogs.open<boolean, OverseenGroupDetailsDto, DeleteGroup>(DeleteGroup, { data: group });
    if (!(await firstValueFrom(dialog.closed, { defaultValue: false }))) return;
    this.toasts.show({ text: t('oversight.deleted', { group: isolated(group.subject) }) });
    this.deleted.emit();
  }
}
