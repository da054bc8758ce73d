import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { hasVisibleText } from '../../../../../src/core/http/text.js';
import { wallTime } from '../../../../../src/users/wall-time.js';
import type { ScheduledDto } from '../../api/models/scheduled-dto';
import type { UpdateScheduledDto } from '../../api/models/update-scheduled-dto';
import { serverNow } from '../../core/server-clock';
import { timeZoneHere } from '../../core/times';
import { t } from '../../core/words/words';
import { DialogFrame } from '../../ui/dialog-frame';
import { chosenMoment, TimeField } from '../../ui/time-field';

/** What was changed of it. */
export type ScheduledEdit = UpdateScheduledDto;

/** Changes the text and the time of a scheduled message; closes with what is different. */
@Component({
  selector: 'app-edit-scheduled',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DialogFrame, TimeField],
  template: `
    <app-dialog [heading]="t('scheduled.edit')">
      <form id="edit-scheduled" novalidate (submit)="$event.preventDefault(); save()">
        <label class="flabel" for="scheduled-text">{{ t('compose.message') }}</label>
        <textarea
          #text
          id="scheduled-text"
          class="text"
          dir="auto"
          rows="6"
          [value]="body()"
          [attr.aria-invalid]="isEmpty() || null"
          (input)="body.set(text.value)"
        ></textarea>
        @if (isEmpty()) {
          <p class="hint bad" role="alert">{{ t('compose.writeFirst') }}</p>
        }
        <app-time-field fieldId="scheduled-at" [label]="t('scheduled.time')" [(text)]="at" [(isWrong)]="isPast" />
      </form>
      <footer actions>
        <span class="grow"></span>
        <button type="button" class="btn" (click)="ref.close()">{{ t('action.cancel') }}</button>
        <button form="edit-scheduled" class="btn primary">{{ t('action.save') }}</button>
      </footer>
    </app-dialog>
  `,
  styles: `
    form {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-8);
    }
    .text {
      inline-size: 100%;
      padding: var(--space-8) var(--space-12);
      border: 1px solid var(--mat-sys-outline-variant);
      border-radius: var(--mat-sys-corner-small);
      background: none;
      color: inherit;
      font: var(--mat-sys-body-large);
      resize: vertical;
    }
  `,
})
export class EditScheduled {
  protected readonly t = t;
  private readonly message = inject<ScheduledDto>(DIALOG_DATA);
  protected readonly ref = inject<DialogRef<ScheduledEdit>>(DialogRef);
  private readonly before = wallTime(new Date(this.message.sendAt), timeZoneHere());
  protected readonly body = signal(this.message.body);
  protected readonly at = signal(this.before);
  protected readonly isPast = signal(false);
  private readonly wasTried = signal(false);
  /** Files say enough by themselves. */
  private readonly mayBeEmpty = this.message.attachments.length > 0;
  protected readonly isEmpty = computed(() => this.wasTried() && !this.mayBeEmpty && !hasVisibleText(this.body()));

  protected save(): void {
    this.wasTried.set(true);
    const at = chosenMoment(this.at(), serverNow());
    // One that failed keeps its time, which is over, until another one is chosen.
    const isMoved = this.at() !== this.before;
    this.isPast.set(isMoved && !at);
    if (this.isEmpty() || this.isPast()) return;
    const body = hasVisibleText(this.body()) ? this.body() : '';
    const isRewritten = body !== this.message.body;
    this.ref.close({
      ...(isRewritten && { body }),
      ...(isMoved && at && { sendAtLocal: { time: this.at(), zone: timeZoneHere() } }),
    });
  }
}
