import { CdkMenu, CdkMenuItem, CdkMenuItemRadio, CdkMenuTrigger } from '@angular/cdk/menu';
import { NgTemplateOutlet } from '@angular/common';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  type ElementRef,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { numberText } from '../../core/number-text';
import { currentStatus } from '../../core/presence/current-status';
import { RouterLink } from '@angular/router';
import { Api } from '../../api/api';
import type { ConversationDto } from '../../api/models/conversation-dto';
import type { SubjectDto } from '../../api/models/subject-dto';
import { problemOf } from '../../core/problem';
import { People } from '../../state/people/people';
import { Presence } from '../../core/presence/presence';
import { presenceWords } from '../../core/presence/presence-words';
import { Avatar } from '../../ui/avatar';
import { Icon } from '../../ui/icon';
import { PresenceDot } from '../../ui/presence-dot';
import { Toasts } from '../../ui/toast.service';
import { otherOf, pictureOf } from '../../state/conversations/conversation-names';
import { OpenConversation } from '../open-conversation/open-conversation';
import { subjectsOf } from '../../state/conversations/subjects-of';
import { around, t } from '../../core/words/words';

/** Who the conversation is with, which subject of it is shown, and the way to its details. */
@Component({
  selector: 'app-conversation-header',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Avatar,
    CdkMenu,
    CdkMenuItem,
    CdkMenuItemRadio,
    CdkMenuTrigger,
    Icon,
    NgTemplateOutlet,
    PresenceDot,
    RouterLink,
  ],
  templateUrl: './conversation-header.html',
  styleUrl: './conversation-header.css',
})
export class ConversationHeader {
  protected readonly around = around;
  protected readonly t = t;
  protected readonly numberText = numberText;
  readonly conversation = input.required<ConversationDto>();
  readonly showsDetails = input(false);
  readonly toggleDetails = output<void>();

  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly presence = inject(Presence);
  private readonly people = inject(People);
  private readonly details = viewChild.required<ElementRef<HTMLElement>>('details');
  protected readonly open = inject(OpenConversation);
  protected readonly subjects = signal<readonly SubjectDto[] | undefined>(undefined);
  protected readonly unresolved = computed(
    () => this.subjects()?.filter(({ resolvedAt }) => resolvedAt === null) ?? [],
  );
  protected readonly resolved = computed(() => this.subjects()?.filter(({ resolvedAt }) => resolvedAt !== null) ?? []);
  protected readonly subject = this.open.shownSubject;
  protected readonly subjectLabel = computed(() => {
    const subject = this.subject();
    return subject ? t('header.subjectShown', { subject }) : t('header.allSubjects');
  });

  protected readonly other = computed(() => otherOf(this.conversation(), this.open.me().id));
  protected readonly picture = computed(() => pictureOf(this.conversation(), this.open.me().id));
  private readonly isNote = computed(() => this.other()?.id === this.open.me().id);
  /** Whose dot the avatar bears. */
  protected readonly dot = computed(() => {
    const other = this.other();
    return other && !this.isNote() ? this.presence.of(other.id)?.state : undefined;
  });
  private readonly activeCount = computed(
    () => this.open.members().filter(({ id }) => this.presence.of(id)?.state === 'active').length,
  );
  protected readonly below = computed(() => {
    const other = this.other();
    if (!other) return this.groupWords();
    if (this.isNote()) return t('header.notes');
    return presenceWords(this.presence.of(other.id)) || `@${other.username}`;
  });
  protected readonly status = computed(() => {
    const other = this.other();
    return other && !this.isNote() ? currentStatus(this.people.of(other.id)?.status) : undefined;
  });

  constructor() {
    this.presence.watchWhileShown(
      computed(() => {
        const other = this.other();
        return other ? [other.id] : this.open.members().map(({ id }) => id);
      }),
    );
    effect(() => {
      const other = this.other();
      if (other && !this.isNote()) this.people.ask(other.id);
    });
  }

  /** How many are there can be said of a group whose members are all at hand. */
  private groupWords(): string {
    const { memberCount } = this.conversation();
    const isWhole = this.open.members().length === memberCount && this.activeCount() > 0;
    if (!isWhole) return t('header.members', { count: memberCount });
    return t('header.activeMembers', { active: this.activeCount(), members: memberCount });
  }

  focusDetailsButton(): void {
    this.details().nativeElement.focus();
  }

  protected async loadSubjects(): Promise<void> {
    try {
      this.subjects.set(await subjectsOf(this.api, this.conversation().id));
    } catch (error) {
      this.subjects.set([]);
      this.toasts.showError(problemOf(error).detail);
    }
  }

  protected show(subject: string | undefined): void {
    this.open.showSubject(subject);
  }
}
