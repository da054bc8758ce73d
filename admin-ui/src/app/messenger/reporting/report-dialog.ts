import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { Api } from '../../api/api';
import { reportMessage } from '../../api/fn/messages/report-message';
import type { MessageDto } from '../../api/models/message-dto';
import type { ReportReason } from '../../api/models/report-reason';
import { isolated } from '../../core/isolated';
import { problemOf } from '../../core/problem';
import type { PlainKey } from '../../core/words/catalogue';
import { t } from '../../core/words/words';
import { lineOf } from '../../state/messages/line-of';
import { DialogFrame } from '../../ui/dialog-frame';
import { Icon } from '../../ui/icon';

const REASONS: readonly { readonly reason: ReportReason; readonly label: PlainKey }[] = [
  { reason: 'harassment', label: 'report.harassment' },
  { reason: 'spam', label: 'report.spam' },
  { reason: 'illegal', label: 'report.illegal' },
  { reason: 'other', label: 'report.other' },
];

/** Says who will see what, asks why, and reports the message. Closes with true once it is reported. */
@Component({
  selector: 'app-report-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DialogFrame, Icon],
  template: `
    <app-dialog [heading]="t('report.title')">
      <form id="report" novalidate (submit)="$event.preventDefault(); send()">
        <p class="what clip" dir="auto">{{ excerpt }}</p>
        <p class="muted sentence">{{ t('report.text', { name: author }) }}</p>
        <fieldset>
          <legend class="flabel">{{ t('report.why') }}</legend>
          @for (one of reasons; track one.reason) {
            <label class="choice">
              <input
                class="radio"
                type="radio"
                name="reason"
                [checked]="reason() === one.reason"
                (change)="reason.set(one.reason)"
              />{{ t(one.label) }}
            </label>
          }
        </fieldset>
        <div>
          <label class="flabel" for="report-note">{{ t('report.note') }}</label>
          <div class="input tall">
            <textarea
              id="report-note"
              rows="3"
              dir="auto"
              maxlength="1000"
              #words
              (input)="note.set(words.value)"
            ></textarea>
          </div>
        </div>
        @if (problem(); as why) {
          <p class="hint bad" role="alert"><app-icon name="alert" [size]="16" />{{ why }}</p>
        }
      </form>
      <footer actions>
        <span class="grow"></span>
        <button type="button" class="btn" (click)="ref.close(false)">{{ t('action.cancel') }}</button>
        <button form="report" class="btn primary" [attr.aria-disabled]="isBusy() || null">
          {{ t('report.send') }}
        </button>
      </footer>
    </app-dialog>
  `,
  styles: `
    form {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-16);
    }
    .what {
      padding: 4px 10px;
      border-inline-start: 3px solid var(--mat-sys-primary);
      color: var(--mat-sys-on-surface-variant);
    }
    fieldset {
      margin: 0;
      padding: 0;
      border: 0;
    }
    .choice {
      display: flex;
      align-items: center;
      gap: var(--space-12);
      min-block-size: 40px;
      font: var(--mat-sys-body-medium);
      cursor: pointer;
    }
    textarea {
      padding-block: var(--space-8);
      resize: vertical;
    }
    @media (pointer: coarse) {
      .choice {
        min-block-size: 44px;
      }
    }
  `,
})
export class ReportDialog {
  protected readonly t = t;
  private readonly api = inject(Api);
  private readonly message = inject<MessageDto>(DIALOG_DATA);
  protected readonly ref = inject<DialogRef<boolean>>(DialogRef);

  protected readonly reasons = REASONS;
  protected readonly author = isolated(this.message.sender.displayName);
  protected readonly excerpt = lineOf(this.message);
  protected readonly reason = signal<ReportReason>('harassment');
  protected readonly note = signal('');
  protected readonly isBusy = signal(false);
  protected readonly problem = signal<string | undefined>(undefined);

  protected async send(): Promise<void> {
    if (this.isBusy()) return;
    this.isBusy.set(true);
    this.problem.set(undefined);
    const { conversationId, seq } = this.message;
    const note = this.note().trim();
    try {
      const body = { reason: this.reason(), ...(note && { note }) };
      await this.api.invoke(reportMessage, { conversationId, seq, body });
      this.ref.close(true);
    } catch (error) {
      this.problem.set(problemOf(error).detail);
    } finally {
      this.isBusy.set(false);
    }
  }
}
