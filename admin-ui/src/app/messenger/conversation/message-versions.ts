import { DIALOG_DATA } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, computed, inject, resource, signal } from '@angular/core';
import { Api } from '../../api/api';
import { listMessageEdits } from '../../api/fn/messages/list-message-edits';
import type { MessageDto } from '../../api/models/message-dto';
import type { MessageVersionDto } from '../../api/models/message-version-dto';
import { problemOf } from '../../core/problem';
import { fullTime } from '../../core/times';
import { DialogFrame } from '../../ui/dialog-frame';
import { Skeleton } from '../../ui/skeleton';
import { t } from '../../core/words/words';
import { type TextPiece, whatChanged } from './what-changed';

const PAGE_SIZE = 20;

/** What became of a message by one edit; `first` is what was sent. */
interface ShownVersion {
  readonly editedAt: string;
  readonly first: boolean;
  readonly subject: readonly TextPiece[];
  readonly body: readonly TextPiece[];
}

/** What a message said before it was edited, the newest first, each with what the edit changed. */
@Component({
  selector: 'app-message-versions',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DialogFrame, Skeleton],
  template: `
    <app-dialog [heading]="t('versions.title')" [reads]="true">
      @if (first.error()) {
        <p class="hint bad" role="alert">{{ problem() }}</p>
        <button type="button" class="btn sm line" (click)="first.reload()">{{ t('action.retry') }}</button>
      } @else if (!first.hasValue()) {
        <app-skeleton [rows]="3" [rowHeight]="64" />
      } @else {
        <ol>
          @for (version of shown(); track $index) {
            <li>
              <h3>
                {{ t(version.first ? 'versions.sent' : 'versions.edited') }}
                <time [attr.datetime]="version.editedAt">{{ when(version.editedAt) }}</time>
              </h3>
              @if (version.subject.length > 0) {
                <p class="text subject" dir="auto">
                  @for (piece of version.subject; track $index) {
                    @switch (piece.kind) {
                      @case ('added') {
                        <ins>{{ piece.text }}</ins>
                      }
                      @case ('removed') {
                        <del>{{ piece.text }}</del>
                      }
                      @default {
                        <span>{{ piece.text }}</span>
                      }
                    }
                  }
                </p>
              }
              <p class="text" dir="auto">
                @for (piece of version.body; track $index) {
                  @switch (piece.kind) {
                    @case ('added') {
                      <ins>{{ piece.text }}</ins>
                    }
                    @case ('removed') {
                      <del>{{ piece.text }}</del>
                    }
                    @default {
                      <span>{{ piece.text }}</span>
                    }
                  }
                }
              </p>
            </li>
          }
        </ol>
        @if (moreProblem(); as words) {
          <p class="hint bad" role="alert">{{ words }}</p>
        }
        @if (next()) {
          <button type="button" class="btn sm text" (click)="more()">{{ t('action.showMore') }}</button>
        }
      }
    </app-dialog>
  `,
  styles: `
    ol {
      list-style: none;
      display: grid;
      gap: var(--space-16);
    }
    h3 {
      font: var(--mat-sys-label-medium);
      color: var(--mat-sys-on-surface-variant);
      margin-block-end: 4px;
    }
    time {
      font-weight: 400;
    }
    .text {
      font: var(--mat-sys-body-large);
      white-space: pre-wrap;
      overflow-wrap: anywhere;
    }
    .subject {
      font-weight: 600;
    }
    ins {
      text-decoration: none;
      background: var(--parley-success-container);
      border-radius: 2px;
    }
    del {
      color: var(--mat-sys-on-surface-variant);
    }
  `,
})
export class MessageVersions {
  protected readonly t = t;
  protected readonly when = fullTime;

  private readonly api = inject(Api);
  private readonly message = inject<MessageDto>(DIALOG_DATA);
  private readonly further = signal<readonly MessageVersionDto[]>([]);
  private readonly cursor = signal<string | null | undefined>(undefined);
  protected readonly moreProblem = signal('');

  protected readonly first = resource({ loader: () => this.page() });
  protected readonly problem = computed(() => problemOf(this.first.error()).detail);
  protected readonly next = computed(() => {
    const cursor = this.cursor();
    return cursor === undefined && this.first.hasValue() ? this.first.value().nextCursor : cursor;
  });

  /** Each with what came before it; of the last of a page that has another, that is not known yet. */
  protected readonly shown = computed((): readonly ShownVersion[] => {
    const earlier = [...(this.first.hasValue() ? this.first.value().items : []), ...this.further()];
    const { body, subject, editedAt, createdAt } = this.message;
    const all = [{ body, subject, editedAt: editedAt ?? createdAt }, ...earlier];
    return all.flatMap((version, n) => {
      const before = all[n + 1];
      if (!before && this.next()) return [];
      return [before ? changed(before, version) : sent(version)];
    });
  });

  protected async more(): Promise<void> {
    const cursor = this.next();
    if (!cursor) return;
    this.moreProblem.set('');
    try {
      const page = await this.page(cursor);
      this.further.update((all) => [...all, ...page.items]);
      this.cursor.set(page.nextCursor);
    } catch (error) {
      this.moreProblem.set(problemOf(error).detail);
    }
  }

  private page(cursor?: string) {
    const { conversationId, seq } = this.message;
    return this.api.invoke(listMessageEdits, { conversationId, seq, limit: PAGE_SIZE, ...(cursor && { cursor }) });
  }
}

function changed(before: MessageVersionDto, after: MessageVersionDto): ShownVersion {
  const isOther = (before.subject ?? '') !== (after.subject ?? '');
  return {
    editedAt: after.editedAt,
    first: false,
    subject: isOther ? whatChanged(before.subject ?? '', after.subject ?? '') : [],
    body: whatChanged(before.body, after.body),
  };
}

function sent({ editedAt, subject, body }: MessageVersionDto): ShownVersion {
  const whole = (text: string): readonly TextPiece[] => [{ text, kind: 'same' }];
  return { editedAt, first: true, subject: subject ? whole(subject) : [], body: whole(body) };
}
