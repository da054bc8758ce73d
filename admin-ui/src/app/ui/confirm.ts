import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { DialogFrame } from './dialog-frame';
import { t } from '../core/words/words';

/** A question before something that is hard to take back. */
export interface Question {
  readonly title: string;
  /** What will happen, and what will not. */
  readonly text: string;
  /** The words on the button that does it. */
  readonly yes: string;
  /** Those on the one that does nothing, where "Cancel" could be read as the deed. */
  readonly no?: string;
  readonly danger?: boolean;
}

/** Asks the question; closes with true only when the button is pressed. Open it with `AppDialogs.confirm`. */
@Component({
  selector: 'app-confirm',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DialogFrame],
  template: `
    <app-dialog [heading]="question.title">
      <p class="muted sentence">{{ question.text }}</p>
      <footer actions>
        <span class="grow"></span>
        <button type="button" class="btn" (click)="ref.close(false)">{{ question.no ?? t('action.cancel') }}</button>
        <button type="button" class="btn primary" [class.danger]="question.danger" (click)="ref.close(true)">
          {{ question.yes }}
        </button>
      </footer>
    </app-dialog>
  `,
})
export class Confirm {
  protected readonly t = t;
  protected readonly question = inject<Question>(DIALOG_DATA);
  protected readonly ref = inject<DialogRef<boolean>>(DialogRef);
}
