import { CdkMenu, CdkMenuItem, CdkMenuTrigger } from '@angular/cdk/menu';
import { NgTemplateOutlet } from '@angular/common';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  effect,
  inject,
  input,
  signal,
  untracked,
} from '@angular/core';
import { Api } from '../../api/api';
import { numberText } from '../../core/number-text';
import { RealtimeSocket } from '../../core/realtime/realtime-socket';
import { isolated } from '../../core/isolated';
import { t } from '../../core/words/words';
import { Confirmed } from '../../state/confirmed';
import { subjectsOf } from '../../state/conversations/subjects-of';
import { Icon } from '../../ui/icon';
import { OpenConversation } from '../open-conversation/open-conversation';
import { ShownSubjects } from './shown-subjects';
import { SubjectActions } from './subject-actions';

/** The subjects of the open conversation, in its details; those that are resolved stand folded below the others. */
@Component({
  selector: 'app-subject-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CdkMenu, CdkMenuItem, CdkMenuTrigger, Icon, NgTemplateOutlet],
  templateUrl: './subject-list.html',
  styleUrl: './subject-list.css',
})
export class SubjectList {
  protected readonly t = t;
  protected readonly numberText = numberText;
  protected readonly isolated = isolated;
  readonly conversationId = input.required<string>();

  private readonly api = inject(Api);
  protected readonly open = inject(OpenConversation);
  protected readonly actions = inject(SubjectActions);

  protected readonly listed = new ShownSubjects((id) => subjectsOf(this.api, id));
  protected readonly unresolved = computed(() => this.listed.all().filter(({ resolvedAt }) => resolvedAt === null));
  protected readonly resolved = computed(() => this.listed.all().filter(({ resolvedAt }) => resolvedAt !== null));
  protected readonly showsResolved = signal(false);

  constructor() {
    effect(() => {
      const conversationId = this.conversationId();
      untracked(() => this.listed.show(conversationId));
    });
    const socket = inject(RealtimeSocket);
    // What could not be read without a connection is asked for again once there is one.
    effect(() => {
      if (socket.isOpen()) untracked(() => this.listed.problem() && void this.listed.load());
    });
    const stop = inject(Confirmed).onApplied((event) => this.listed.follow(event));
    inject(DestroyRef).onDestroy(stop);
  }

  /** The messages of one subject; pressed again, all of them. */
  protected showOnly(subject: string): void {
    this.open.showSubject(this.open.shownSubject() === subject ? undefined : subject);
  }

  /** The menu keeps what it was first opened with: whom it is about, and never what they were then. */
  protected subjectOf(id: string) {
    return this.listed.all().find((one) => one.id === id);
  }
}
