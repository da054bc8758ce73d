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
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { Api } from '../../api/api';
import { listMembers } from '../../api/fn/conversations/list-members';
import { listSubjects } from '../../api/fn/conversations/list-subjects';
import { updateConversation } from '../../api/fn/conversations/update-conversation';
import type { ConversationDto } from '../../api/models/conversation-dto';
import type { MemberDto } from '../../api/models/member-dto';
import type { SubjectDto } from '../../api/models/subject-dto';
import { Presence, type PresenceState } from '../../core/presence/presence';
import { problemOf, type Problem } from '../../core/problem';
import { Avatar } from '../../ui/avatar';
import { Icon } from '../../ui/icon';
import { PresenceDot } from '../../ui/presence-dot';
import { Skeleton } from '../../ui/skeleton';
import { ConversationActions } from '../conversation-actions';
import { OpenConversation } from '../conversation/open-conversation';
import { otherOf } from '../store/conversation-names';
import { ConversationStore } from '../store/conversation-store';

const ROLES = { owner: 'Owner', admin: 'Admin', member: '' } as const;

/** Who is in the conversation, what it is about, and what is mine in it. */
@Component({
  selector: 'app-details',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Avatar, Icon, PresenceDot, Skeleton],
  templateUrl: './details.html',
  styleUrl: './details.css',
  host: { '(keydown.escape)': 'closed.emit()' },
})
export class Details {
  readonly conversation = input.required<ConversationDto>();
  readonly closed = output<void>();

  private readonly api = inject(Api);
  private readonly store = inject(ConversationStore);
  private readonly injector = inject(Injector);
  private readonly presence = inject(Presence);
  protected readonly open = inject(OpenConversation);
  protected readonly actions = inject(ConversationActions);
  private readonly nameField = viewChild<ElementRef<HTMLInputElement>>('nameField');

  protected readonly members = signal<readonly MemberDto[]>([]);
  private readonly nextMembers = signal<string | null>(null);
  protected readonly subjects = signal<readonly SubjectDto[]>([]);
  protected readonly status = signal<'loading' | 'ready' | 'failed'>('loading');
  protected readonly problem = signal<Problem | undefined>(undefined);
  protected readonly isRenaming = signal(false);
  protected readonly nameProblem = signal('');
  protected readonly hasMore = computed(() => this.nextMembers() !== null);
  protected readonly other = computed(() => otherOf(this.conversation(), this.open.me().id));
  protected readonly isGroup = computed(() => this.conversation().kind === 'group');
  protected readonly mayRename = computed(() => this.isGroup() && this.conversation().me.role !== 'member');
  protected readonly below = computed(() =>
    this.isGroup() ? this.conversation().description : `@${this.other()?.username ?? ''}`,
  );

  constructor() {
    this.presence.watchWhileShown(computed(() => this.members().map(({ user }) => user.id)));
    effect(() => {
      this.conversation().id;
      this.conversation().memberCount;
      untracked(() => void this.load());
    });
  }

  protected stateOf({ user, isActive }: MemberDto): PresenceState | undefined {
    return isActive ? this.presence.of(user.id)?.state : undefined;
  }

  protected roleOf({ role }: MemberDto): string {
    return this.isGroup() ? ROLES[role] : '';
  }

  protected async load(): Promise<void> {
    const conversationId = this.conversation().id;
    this.problem.set(undefined);
    try {
      const [members, subjects] = await Promise.all([
        this.api.invoke(listMembers, { conversationId }),
        this.api.invoke(listSubjects, { conversationId, limit: 200 }),
      ]);
      this.members.set(members.items);
      this.nextMembers.set(members.nextCursor);
      this.subjects.set(subjects.items);
      this.status.set('ready');
    } catch (error) {
      this.problem.set(problemOf(error));
      this.status.set('failed');
    }
  }

  protected async loadMore(): Promise<void> {
    const cursor = this.nextMembers();
    if (cursor === null) return;
    try {
      const page = await this.api.invoke(listMembers, { conversationId: this.conversation().id, cursor });
      this.members.update((members) => [...members, ...page.items]);
      this.nextMembers.set(page.nextCursor);
    } catch (error) {
      this.problem.set(problemOf(error));
    }
  }

  /** The messages of one subject; pressed again, all of them. */
  protected showOnly(subject: string): void {
    this.open.showSubject(this.open.shownSubject() === subject ? undefined : subject);
  }

  protected rename(): void {
    this.isRenaming.set(true);
    this.nameProblem.set('');
    afterNextRender(() => this.nameField()?.nativeElement.select(), { injector: this.injector });
  }

  protected async saveName(event: Event, subject: string): Promise<void> {
    event.preventDefault();
    if (subject.trim() === '') return this.nameProblem.set('A group needs a name.');
    try {
      const conversation = await this.api.invoke(updateConversation, {
        conversationId: this.conversation().id,
        body: { subject },
      });
      this.store.share(conversation);
      this.isRenaming.set(false);
    } catch (error) {
      const problem = problemOf(error);
      this.nameProblem.set(problem.errors[0]?.detail ?? problem.detail);
    }
  }

  protected cancelRename(event: Event): void {
    event.stopPropagation();
    this.isRenaming.set(false);
  }
}
