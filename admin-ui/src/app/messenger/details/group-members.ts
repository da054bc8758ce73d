import { CdkMenu, CdkMenuItem, CdkMenuTrigger } from '@angular/cdk/menu';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  effect,
  inject,
  input,
  linkedSignal,
  signal,
  untracked,
} from '@angular/core';
import { Router } from '@angular/router';
import { Api } from '../../api/api';
import { changeMemberRole } from '../../api/fn/conversations/change-member-role';
import { listMembers } from '../../api/fn/conversations/list-members';
import { removeMember } from '../../api/fn/conversations/remove-member';
import type { ConversationDto } from '../../api/models/conversation-dto';
import type { MemberDto } from '../../api/models/member-dto';
import { Presence, type PresenceState } from '../../core/presence/presence';
import { presenceWord } from '../../core/presence/presence-words';
import { isolated } from '../../core/isolated';
import { problemOf } from '../../core/problem';
import { Session } from '../../core/session';
import { Avatar } from '../../ui/avatar';
import { AppDialogs } from '../../ui/dialogs';
import { PersonName } from '../../people/person-name';
import { Icon } from '../../ui/icon';
import { PresenceDot } from '../../ui/presence-dot';
import { Skeleton } from '../../ui/skeleton';
import { Toasts } from '../../ui/toast.service';
import { CatchUp } from '../../state/sync/catch-up';
import { nameOf } from '../../state/conversations/conversation-names';
import type { AddPeople, GroupToAddTo } from './add-people';
import { actsOn, isOnlyOwner, type MemberAct } from './member-acts';
import { t } from '../../core/words/words';

const ROLES = { owner: 'members.owner', admin: 'members.admin' } as const;

/** A group of more people than are seen at a glance can be searched. */
const LARGE = 15;
/** Typing is over when this long nothing came. */
const PAUSE_MS = 150;

/** Who is in a group; what my role does not allow is not offered. */
@Component({
  selector: 'app-group-members',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Avatar, CdkMenu, CdkMenuItem, CdkMenuTrigger, Icon, PersonName, PresenceDot, Skeleton],
  templateUrl: './group-members.html',
  styleUrl: './group-members.css',
})
export class GroupMembers {
  protected readonly presenceWord = presenceWord;
  protected readonly t = t;
  readonly conversation = input.required<ConversationDto>();

  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly dialogs = inject(AppDialogs);
  private readonly toasts = inject(Toasts);
  private readonly presence = inject(Presence);
  private readonly copies = inject(CatchUp);
  protected readonly myId = inject(Session).me()?.id ?? '';

  protected readonly members = signal<readonly MemberDto[]>([]);
  protected readonly next = signal<string | null>(null);
  protected readonly status = signal<'loading' | 'ready' | 'failed'>('loading');
  protected readonly problem = signal('');
  private readonly myRole = computed(() => this.conversation().me.role);
  protected readonly mayManage = computed(() => this.myRole() !== 'member');
  /** Members who are not loaded yet may be owners: then the server knows better. */
  protected readonly isOnlyOwner = computed(
    () => this.next() === null && this.search() === '' && isOnlyOwner(this.members(), this.myId),
  );
  protected readonly isLarge = computed(() => this.conversation().memberCount > LARGE);
  private readonly search = signal('');
  private pause: ReturnType<typeof setTimeout> | undefined;
  /** Roles change without another count; a line in the conversation says so. */
  private readonly lastSystemSeq = linkedSignal<ConversationDto, number>({
    source: this.conversation,
    computation: ({ lastMessage }, previous) =>
      lastMessage?.kind === 'system' ? lastMessage.seq : (previous?.value ?? 0),
  });

  constructor() {
    this.presence.watchWhileShown(computed(() => this.members().map(({ user }) => user.id)));
    effect(() => {
      this.conversation().id;
      this.conversation().memberCount;
      this.lastSystemSeq();
      untracked(() => void this.load());
    });
    inject(DestroyRef).onDestroy(() => clearTimeout(this.pause));
  }

  protected stateOf({ user, isActive }: MemberDto): PresenceState | undefined {
    return isActive ? this.presence.of(user.id)?.state : undefined;
  }

  /** What somebody is beside a member. */
  protected roleOf({ role }: MemberDto): string {
    return role === 'member' ? '' : t(ROLES[role]);
  }

  protected memberOf(id: string): MemberDto | undefined {
    return this.members().find(({ user }) => user.id === id);
  }

  protected actsOn(member: MemberDto): readonly MemberAct[] {
    return actsOn(member, this.myRole(), this.myId, this.isOnlyOwner());
  }

  protected async load(): Promise<void> {
    const conversationId = this.conversation().id;
    try {
      const search = this.search();
      const { items, nextCursor } = await this.api.invoke(listMembers, this.asked());
      if (conversationId !== this.conversation().id || search !== this.search()) return;
      this.members.set(items);
      this.next.set(nextCursor);
      this.status.set('ready');
    } catch (error) {
      this.problem.set(problemOf(error).detail);
      if (this.members().length === 0) this.status.set('failed');
    }
  }

  /** Looks for members by name as one types. */
  protected find(name: string): void {
    clearTimeout(this.pause);
    this.pause = setTimeout(() => {
      this.search.set(name.trim());
      void this.load();
    }, PAUSE_MS);
  }

  protected async more(): Promise<void> {
    const cursor = this.next();
    if (cursor === null) return;
    await this.tried(async () => {
      const page = await this.api.invoke(listMembers, { ...this.asked(), cursor });
      this.members.update((members) => [...members, ...page.items]);
      this.next.set(page.nextCursor);
    });
  }

  /** The code of the dialog comes when it is first needed. */
  protected async add(): Promise<void> {
    const { AddPeople } = await import('./add-people');
    const group = { conversationId: this.conversation().id, name: this.name() };
    const data: GroupToAddTo = { ...group, memberIds: this.members().map(({ user }) => user.id) };
    const ref = this.dialogs.open<boolean, GroupToAddTo, AddPeople>(AddPeople, { data });
    ref.closed.subscribe((isAdded) => void (isAdded && this.load()));
  }

  protected async showRights(): Promise<void> {
    const { GroupRights } = await import('./group-rights');
    this.dialogs.open(GroupRights, { data: this.conversation(), width: 560, reads: true });
  }

  protected async run({ role }: MemberAct, member: MemberDto): Promise<void> {
    const to = { conversationId: this.conversation().id, userId: member.user.id };
    if (role) await this.tried(() => this.api.invoke(changeMemberRole, { ...to, body: { role } }));
    else if (await this.isRemovalMeant(member)) await this.tried(() => this.api.invoke(removeMember, to));
    await this.load();
  }

  protected async leave(): Promise<void> {
    const { id: conversationId, memberCount } = this.conversation();
    const name = this.name();
    const isSure = await this.dialogs.confirm({
      title: t('members.leaveAsk', { group: isolated(name) }),
      text: memberCount === 1 ? t('members.leaveLastText') : t('members.leaveText'),
      yes: t('members.leave'),
      danger: true,
    });
    if (!isSure) return;
    await this.tried(async () => {
      await this.api.invoke(removeMember, { conversationId, userId: this.myId });
      await this.router.navigate(['/chats']);
      this.copies.forget(conversationId);
      this.toasts.show({ text: t('members.left', { group: isolated(name) }) });
    });
  }

  private isRemovalMeant({ user }: MemberDto): Promise<boolean> {
    return this.dialogs.confirm({
      title: t('members.removeAsk', { name: isolated(user.displayName) }),
      text: t('members.removeText'),
      yes: t('members.removeYes'),
      danger: true,
    });
  }

  private asked() {
    const search = this.search();
    return { conversationId: this.conversation().id, ...(search && { search }) };
  }

  private name(): string {
    return nameOf(this.conversation(), this.myId);
  }

  private async tried(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.toasts.showError(problemOf(error).detail);
    }
  }
}
