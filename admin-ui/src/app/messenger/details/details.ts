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
import type { ConversationDto } from '../../api/models/conversation-dto';
import type { SubjectDto } from '../../api/models/subject-dto';
import { problemOf, type Problem } from '../../core/problem';
import { Avatar } from '../../ui/avatar';
import { Icon } from '../../ui/icon';
import { ConversationActions } from '../conversation-actions';
import { OpenConversation } from '../open-conversation/open-conversation';
import { otherOf } from '../../state/conversations/conversation-names';
import { subjectsOf } from '../../state/conversations/subjects-of';
import { GroupForm } from './group-form';
import { GroupMembers } from './group-members';
import { PersonProfile } from './person-profile';
import { t } from '../../core/words/words';

/** Who is in the conversation, what it is about, and what is mine in it. */
@Component({
  selector: 'app-details',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Avatar, GroupForm, GroupMembers, Icon, PersonProfile],
  templateUrl: './details.html',
  styleUrl: './details.css',
  host: { '(keydown.escape)': 'closed.emit()' },
})
export class Details {
  protected readonly t = t;
  readonly conversation = input.required<ConversationDto>();
  readonly closed = output<void>();

  private readonly api = inject(Api);
  private readonly injector = inject(Injector);
  protected readonly open = inject(OpenConversation);
  protected readonly actions = inject(ConversationActions);
  private readonly editButton = viewChild<ElementRef<HTMLElement>>('edit');

  protected readonly subjects = signal<readonly SubjectDto[]>([]);
  protected readonly problem = signal<Problem | undefined>(undefined);
  protected readonly isEditing = signal(false);
  protected readonly other = computed(() => otherOf(this.conversation(), this.open.me().id));
  protected readonly isGroup = computed(() => this.conversation().kind === 'group');
  protected readonly mayEdit = computed(() => this.isGroup() && this.conversation().me.role !== 'member');
  protected readonly below = computed(() => {
    if (this.isGroup()) return this.conversation().description;
    return this.other()?.id === this.open.me().id ? t('header.notes') : '';
  });

  constructor() {
    let before: ConversationDto | undefined;
    effect(() => {
      const now = this.conversation();
      untracked(() => this.follow(before, now));
      before = now;
    });
  }

  /** A message more is counted here; the server is asked where that does not tell what the subjects are now. */
  private follow(before: ConversationDto | undefined, { id, lastSeq, lastRev, lastMessage }: ConversationDto): void {
    if (before?.id === id && before.lastRev === lastRev) return;
    const isOneMore = before?.id === id && lastSeq === before.lastSeq + 1 && lastMessage?.seq === lastSeq;
    if (!isOneMore) return void this.load();
    const { subject, createdAt } = lastMessage;
    if (subject === null) return;
    const [counted] = this.subjects().filter(({ title }) => title === subject);
    if (!counted) return void this.load();
    const newest = { ...counted, messageCount: counted.messageCount + 1, lastMessageAt: createdAt };
    this.subjects.update((all) => [newest, ...all.filter((one) => one !== counted)]);
  }

  protected async load(): Promise<void> {
    const conversationId = this.conversation().id;
    this.problem.set(undefined);
    try {
      this.subjects.set(await subjectsOf(this.api, conversationId));
    } catch (error) {
      this.problem.set(problemOf(error));
    }
  }

  /** The focus goes back to the button that began it. */
  protected endEditing(): void {
    this.isEditing.set(false);
    afterNextRender(() => this.editButton()?.nativeElement.focus(), { injector: this.injector });
  }

  /** The messages of one subject; pressed again, all of them. */
  protected showOnly(subject: string): void {
    this.open.showSubject(this.open.shownSubject() === subject ? undefined : subject);
  }
}
