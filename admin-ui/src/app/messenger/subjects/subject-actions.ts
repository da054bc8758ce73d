import { inject, Injectable } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { Api } from '../../api/api';
import { updateSubject } from '../../api/fn/conversations/update-subject';
import type { MessageDto } from '../../api/models/message-dto';
import type { SubjectDto } from '../../api/models/subject-dto';
import type { SubjectStateDto } from '../../api/models/subject-state-dto';
import type { UpdateSubjectDto } from '../../api/models/update-subject-dto';
import { isolated } from '../../core/isolated';
import { problemOf } from '../../core/problem';
import { t } from '../../core/words/words';
import { Confirmed } from '../../state/confirmed';
import { subjectEvent } from '../../state/messages/answers-as-events';
import { MessageFeeds } from '../../state/messages/message-feeds';
import { AppDialogs } from '../../ui/dialogs';
import { Toasts } from '../../ui/toast.service';
import { isSameTitle } from './subject-titles';

/** Keeps the subjects of a conversation in order, and says what came of it. */
@Injectable({ providedIn: 'root' })
export class SubjectActions {
  private readonly api = inject(Api);
  private readonly confirmed = inject(Confirmed);
  private readonly feeds = inject(MessageFeeds);
  private readonly dialogs = inject(AppDialogs);
  private readonly toasts = inject(Toasts);

  /** Asks for another title; where one of `all` has it, whether to merge the two. */
  async rename(conversationId: string, subject: SubjectDto, all: readonly SubjectDto[]): Promise<void> {
    const { RenameSubject } = await import('./rename-subject');
    const ref = this.dialogs.open<string, string, object>(RenameSubject, {
      data: subject.title,
      width: 420,
      fillsPhone: false,
    });
    const title = await firstValueFrom(ref.closed, { defaultValue: undefined });
    if (title === undefined || title === subject.title) return;
    const other = all.find((one) => one.id !== subject.id && isSameTitle(one.title, title));
    if (other && !(await this.wantsMerge(other))) return;
    const renamed = await this.change(conversationId, subject.id, { title });
    if (renamed?.mergedInto) this.say(t('subject.merged', { subject: isolated(renamed.title) }));
  }

  /** Says that it is settled, or that it is not. */
  async toggleResolved(conversationId: string, { id, resolvedAt }: SubjectDto): Promise<void> {
    const resolved = resolvedAt === null;
    const changed = await this.change(conversationId, id, { resolved });
    if (changed) this.say(t(resolved ? 'subject.isResolved' : 'subject.isReopened'));
  }

  /** Gives a message the subject that one chooses. */
  async move(message: MessageDto): Promise<void> {
    const { MoveToSubject } = await import('./move-to-subject');
    const ref = this.dialogs.open<{ title: string | null }, MessageDto, object>(MoveToSubject, {
      data: message,
      width: 420,
    });
    const moved = await firstValueFrom(ref.closed, { defaultValue: undefined });
    if (!moved) return;
    // The event may be late.
    void this.feeds.peek(message.conversationId)?.catchUp();
    const { title } = moved;
    this.say(title === null ? t('subject.taken') : t('subject.moved', { subject: isolated(title) }));
  }

  private wantsMerge({ title }: SubjectDto): Promise<boolean> {
    return this.dialogs.confirm({
      title: t('subject.mergeAsk', { subject: isolated(title) }),
      text: t('subject.mergeText'),
      yes: t('subject.merge'),
    });
  }

  /** Undefined when the server refused, which is said. */
  private async change(
    conversationId: string,
    subjectId: string,
    body: UpdateSubjectDto,
  ): Promise<SubjectStateDto | undefined> {
    try {
      const subject = await this.api.invoke(updateSubject, { conversationId, subjectId, body });
      this.confirmed.apply(subjectEvent(conversationId, subject));
      void this.feeds.peek(conversationId)?.complete();
      return subject;
    } catch (error) {
      this.toasts.showError(problemOf(error).detail);
      return undefined;
    }
  }

  private say(text: string): void {
    this.toasts.show({ text });
  }
}
