import { DIALOG_DATA } from '@angular/cdk/dialog';
import { NgTemplateOutlet } from '@angular/common';
import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { Api } from '../../api/api';
import { listMessageEdits } from '../../api/fn/messages/list-message-edits';
import type { MessageDto } from '../../api/models/message-dto';
import type { MessageVersionDto } from '../../api/models/message-version-dto';
import { paged } from '../../core/paged';
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
  imports: [DialogFrame, NgTemplateOutlet, Skeleton],
  template: `
    <app-dialog [heading]="t('versions.title')" [reads]="true">
      @if (pages.status() === 'failed') {
        <p class="hint bad" role="alert">{{ pages.problem() }}</p>
        <button type="button" class="btn sm line" (click)="pages.reload()">{{ t('action.retry') }}</button>
      } @else if (pages.status() === 'loading') {
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
                  <ng-container [ngTemplateOutlet]="text" [ngTemplateOutletContext]="{ $implicit: version.subject }" />
                </p>
              }
              <p class="text" dir="auto">
                <ng-container [ngTemplateOutlet]="text" [ngTemplateOutletContext]="{ $implicit: version.body }" />
              </p>
            </li>
          }
        </ol>
        @if (pages.moreProblem(); as words) {
          <p class="hint bad" role="alert">{{ words }}</p>
        }
        @if (pages.hasMore()) {
          <button type="button" class="btn sm text" (click)="pages.more()">{{ t('action.showMore') }}</button>
        }
      }
    </app-dialog>
    <ng-template #text let-pieces>
      @for (piece of pieces; track $index) {
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
    </ng-template>
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
  protected readonly pages = paged((cursor) => this.page(cursor));

  /** Each with what came before it; of the last of a page that has another, that is not known yet. */
  protected readonly shown = computed((): readonly ShownVersion[] => {
    const { body, subject, editedAt, createdAt } = this.message;
    const all = [{ body, subject, editedAt: editedAt ?? createdAt }, ...this.pages.items()];
    return all.flatMap((version, n) => {
      const before = all[n + 1];
      if (!before && this.pages.hasMore()) return [];
      return [before ? changed(before, version) : sent(version)];
    });
  });

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
