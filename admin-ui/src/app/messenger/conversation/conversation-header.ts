import { CdkMenu, CdkMenuItemRadio, CdkMenuTrigger } from '@angular/cdk/menu';
import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../../api/api';
import { listSubjects } from '../../api/fn/conversations/list-subjects';
import type { ConversationDto } from '../../api/models/conversation-dto';
import type { SubjectDto } from '../../api/models/subject-dto';
import { problemOf } from '../../core/problem';
import { Avatar } from '../../ui/avatar';
import { Icon } from '../../ui/icon';
import { Toasts } from '../../ui/toast.service';
import { otherOf } from '../store/conversation-names';
import { OpenConversation } from './open-conversation';

/** Who the conversation is with, which subject of it is shown, and the way to its details. */
@Component({
  selector: 'app-conversation-header',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Avatar, CdkMenu, CdkMenuItemRadio, CdkMenuTrigger, Icon, RouterLink],
  templateUrl: './conversation-header.html',
  styleUrl: './conversation-header.css',
})
export class ConversationHeader {
  readonly conversation = input.required<ConversationDto>();
  readonly showsDetails = input(false);
  readonly toggleDetails = output<void>();

  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  protected readonly open = inject(OpenConversation);
  protected readonly subjects = signal<readonly SubjectDto[] | undefined>(undefined);
  protected readonly subject = signal<string | undefined>(undefined);

  protected readonly other = computed(() => otherOf(this.conversation(), this.open.me().id));
  protected readonly below = computed(() => {
    const other = this.other();
    if (!other) return `${this.conversation().memberCount} members`;
    return other.id === this.open.me().id ? 'Notes to yourself' : `@${other.username}`;
  });

  protected async loadSubjects(): Promise<void> {
    try {
      const { items } = await this.api.invoke(listSubjects, { conversationId: this.conversation().id });
      this.subjects.set(items);
    } catch (error) {
      this.subjects.set([]);
      this.toasts.showError(problemOf(error).detail);
    }
  }

  protected show(subject: string | undefined): void {
    this.subject.set(subject);
    void this.open.feed.showSubject(subject);
  }
}
