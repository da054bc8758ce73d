import { CdkMenuTrigger } from '@angular/cdk/menu';
import { NgTemplateOutlet } from '@angular/common';
import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  type ElementRef,
  inject,
  Injector,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import type { ConversationDto } from '../../api/models/conversation-dto';
import { ScopedKeys } from '../../core/key-scope';
import { Avatar } from '../../ui/avatar';
import { CLOSING_KEYS } from '../../ui/closing-keys';
import { AppDialogs } from '../../ui/dialogs';
import { Icon } from '../../ui/icon';
import { BlockPerson } from '../../people/block-person';
import { NotifyMenu } from '../notify-menu';
import { ConversationActions } from '../conversation-actions';
import { HistoryClearing } from '../history-clearing';
import { OpenConversation } from '../open-conversation/open-conversation';
import { otherOf, pictureOf } from '../../state/conversations/conversation-names';
import { isMuted } from '../../state/conversations/heard';
import { GroupForm } from './group-form';
import { GroupLink } from './group-link';
import { GroupMembers } from './group-members';
import { PinnedList } from '../pins/pinned-list';
import { SubjectList } from '../subjects/subject-list';
import { PersonProfile } from '../../people/person-profile';
import { Words } from '../../core/words/loading';
import { t } from '../../core/words/words';

/** Who is in the conversation, what it is about, and what is mine in it. */
@Component({
  selector: 'app-details',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Avatar,
    BlockPerson,
    CdkMenuTrigger,
    GroupForm,
    GroupLink,
    GroupMembers,
    Icon,
    NgTemplateOutlet,
    NotifyMenu,
    PersonProfile,
    PinnedList,
    SubjectList,
  ],
  templateUrl: './details.html',
  styleUrl: './details.css',
  host: { '(keydown)': 'leaveByKey($event)' },
})
export class Details {
  protected readonly t = t;
  readonly conversation = input.required<ConversationDto>();
  readonly closed = output<void>();

  private readonly dialogs = inject(AppDialogs);
  private readonly words = inject(Words);
  private readonly injector = inject(Injector);
  private readonly keys = inject(ScopedKeys);
  protected readonly open = inject(OpenConversation);
  protected readonly actions = inject(ConversationActions);
  protected readonly clearing = inject(HistoryClearing);
  private readonly editButton = viewChild<ElementRef<HTMLElement>>('edit');

  /** `soon` until its form is there: few open it, so it comes when it is asked for. */
  protected readonly editing = signal<'no' | 'soon' | 'now'>('no');
  protected readonly other = computed(() => otherOf(this.conversation(), this.open.me().id));
  protected readonly picture = computed(() => pictureOf(this.conversation(), this.open.me().id));
  protected readonly isMuted = computed(() => isMuted(this.conversation().me));
  /** Why its history cannot be cleared now. */
  protected readonly clearObstacle = computed(() => this.clearing.obstacle(this.conversation()));
  protected readonly isGroup = computed(() => this.conversation().kind === 'group');
  protected readonly mayEdit = computed(() => this.isGroup() && this.conversation().me.role !== 'member');
  protected readonly below = computed(() => {
    if (this.isGroup()) return this.conversation().description;
    return this.other()?.id === this.open.me().id ? t('header.notes') : '';
  });

  /** What was sent besides words. */
  protected async showFiles(): Promise<void> {
    const [{ Gallery }] = await Promise.all([import('../../files/gallery'), this.words.load('files')]);
    const data = {
      conversationId: this.conversation().id,
      show: (seq: number): void => this.open.wantedSeq.set(seq),
    };
    this.dialogs.open(Gallery, { data, width: 560 });
  }

  protected async changePicture(): Promise<void> {
    const [{ GroupPicture }] = await Promise.all([import('./group-picture'), this.words.load('files', 'pictures')]);
    this.dialogs.open(GroupPicture, { data: this.conversation().id, fillsPhone: false });
  }

  protected async startEditing(): Promise<void> {
    this.editing.set('soon');
    await import('./group-form').catch(() => undefined);
    // Escape may have been faster.
    if (this.editing() === 'soon') this.editing.set('now');
  }

  protected leaveByKey(event: KeyboardEvent): void {
    this.keys.run(CLOSING_KEYS, event, { close: () => this.leave() });
  }

  /** Out of the form, else out of the details. */
  protected leave(): void {
    if (this.editing() === 'no') this.closed.emit();
    else this.endEditing();
  }

  /** The focus goes back to the button that began it. */
  protected endEditing(): void {
    this.editing.set('no');
    afterNextRender(() => this.editButton()?.nativeElement.focus(), { injector: this.injector });
  }

  /** What was chosen is in the log, which the details hide where they lie over it. */
  protected leaveForLog(): void {
    if (!matchMedia('(min-width: 1200px)').matches) this.closed.emit();
  }
}
