import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { foldedName } from '../../../../../src/users/folded-name.js';
import { Api } from '../../api/api';
import { moveMessages } from '../../api/fn/conversations/move-messages';
import type { MessageDto } from '../../api/models/message-dto';
import type { SubjectDto } from '../../api/models/subject-dto';
import { numberText } from '../../core/number-text';
import { problemOf } from '../../core/problem';
import { around, t } from '../../core/words/words';
import { subjectsOf } from '../../state/conversations/subjects-of';
import { DialogFrame } from '../../ui/dialog-frame';
import { Icon } from '../../ui/icon';
import { isSameTitle } from './subject-titles';

const MOST_SHOWN = 50;

/** Gives a message another subject of its conversation, a new one, or none; closes with which. */
@Component({
  selector: 'app-move-to-subject',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DialogFrame, Icon],
  template: `
    <app-dialog [heading]="t('subject.moveTitle')">
      <form novalidate (submit)="$event.preventDefault(); takeFirst()">
        <div class="search outlined">
          <app-icon name="search" [size]="18" />
          <input
            #search
            type="search"
            dir="auto"
            autocomplete="off"
            maxlength="200"
            [attr.aria-label]="t('subject.moveSearch')"
            [placeholder]="t('subject.moveSearch')"
            (input)="term.set(search.value)"
          />
        </div>
        <ul [attr.aria-label]="t('subject.moveTo')">
          @if (fresh(); as title) {
            @let words = around('subject.new', 'subject');
            <li>
              <button type="button" class="target" (click)="move(title)">
                <app-icon name="plus" [size]="18" />
                <span class="clip grow"
                  >{{ words.before }}<bdi>{{ title }}</bdi
                  >{{ words.after }}</span
                >
              </button>
            </li>
          }
          @for (subject of shown(); track subject.id) {
            <li>
              <button type="button" class="target" (click)="move(subject.title)">
                <app-icon [name]="subject.resolvedAt ? 'check' : 'subject'" [size]="18" />
                <span class="clip grow" dir="auto">{{ subject.title }}</span>
                <span class="n">{{ numberText(subject.messageCount) }}</span>
              </button>
            </li>
          }
          @if (message.subjectId && term().trim() === '') {
            <li>
              <button type="button" class="target" (click)="move(null)">
                <app-icon name="close" [size]="18" />{{ t('subject.none') }}
              </button>
            </li>
          }
        </ul>
        @if (subjects() && shown().length === 0 && !fresh()) {
          <p class="hint" role="status">{{ t('subject.noneYet') }}</p>
        }
        @if (problem(); as why) {
          <p class="hint bad" role="alert"><app-icon name="alert" [size]="16" />{{ why }}</p>
        }
      </form>
    </app-dialog>
  `,
  styles: `
    form {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-12);
      padding-block-end: var(--space-16);
    }
    ul {
      block-size: min(320px, 50dvh);
      overflow: hidden auto;
    }
    .target {
      display: flex;
      align-items: center;
      inline-size: 100%;
      gap: var(--space-12);
      min-block-size: 44px;
      padding-inline: var(--space-8);
      border-radius: var(--mat-sys-corner-small);
      text-align: start;
    }
    .target:hover {
      background: var(--parley-hover);
    }
    .target:focus-visible {
      outline-offset: -2px;
    }
    .target app-icon,
    .n {
      color: var(--mat-sys-on-surface-variant);
    }
  `,
})
export class MoveToSubject {
  protected readonly t = t;
  protected readonly numberText = numberText;
  protected readonly around = around;
  protected readonly message = inject<MessageDto>(DIALOG_DATA);
  private readonly ref = inject<DialogRef<{ readonly title: string | null }>>(DialogRef);
  private readonly api = inject(Api);

  protected readonly term = signal('');
  protected readonly subjects = signal<readonly SubjectDto[] | undefined>(undefined);
  protected readonly problem = signal<string | undefined>(undefined);
  private isBusy = false;

  /** Those that have the term, but for the one that it has; the resolved ones last. */
  protected readonly shown = computed(() => {
    const words = foldedName(this.term());
    const others = (this.subjects() ?? []).filter(({ id }) => id !== this.message.subjectId);
    const found = others.filter(({ title }) => foldedName(title).includes(words));
    const isDone = ({ resolvedAt }: SubjectDto): number => (resolvedAt === null ? 0 : 1);
    return found.toSorted((a, b) => isDone(a) - isDone(b)).slice(0, MOST_SHOWN);
  });
  /** The title of a new one, where none is called that. */
  protected readonly fresh = computed(() => {
    const title = this.term().trim();
    return title !== '' && !this.subjects()?.some((one) => isSameTitle(one.title, title)) ? title : undefined;
  });

  constructor() {
    subjectsOf(this.api, this.message.conversationId).then(
      (found) => this.subjects.set(found),
      (error: unknown) => this.problem.set(problemOf(error).detail),
    );
  }

  /** By Enter: the one that is called what was typed, else a new one. */
  protected takeFirst(): void {
    const typed = this.term().trim();
    if (typed === '') return;
    void this.move(this.subjects()?.find(({ title }) => isSameTitle(title, typed))?.title ?? typed);
  }

  protected async move(title: string | null): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    this.problem.set(undefined);
    const { conversationId, seq } = this.message;
    try {
      await this.api.invoke(moveMessages, { conversationId, body: { seqs: [seq], subject: title } });
      this.ref.close({ title });
    } catch (error) {
      this.problem.set(problemOf(error).detail);
    }
    this.isBusy = false;
  }
}
