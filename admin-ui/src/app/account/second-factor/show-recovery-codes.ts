import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { t } from '../../core/words/words';
import { DialogFrame } from '../../ui/dialog-frame';
import { RecoveryCodes } from './recovery-codes';

/** New recovery codes, until whoever they are for says that they are kept. */
@Component({
  selector: 'app-show-recovery-codes',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DialogFrame, RecoveryCodes],
  template: `
    <app-dialog [heading]="t('recovery.title')" [asksBeforeClosing]="true" (dismiss)="box.focus()">
      <app-recovery-codes [codes]="codes" />
      <label class="kept">
        <input #box class="check" type="checkbox" [checked]="isKept()" (change)="isKept.set(box.checked)" />
        {{ t('recovery.kept') }}
      </label>
      <footer actions>
        <span class="grow"></span>
        <button type="button" class="btn primary" [disabled]="!isKept()" (click)="ref.close()">
          {{ t('action.done') }}
        </button>
      </footer>
    </app-dialog>
  `,
  styles: `
    .kept {
      display: flex;
      align-items: center;
      gap: var(--space-8);
      min-block-size: 44px;
      margin-block-start: var(--space-16);
    }
  `,
})
export class ShowRecoveryCodes {
  protected readonly t = t;
  protected readonly codes = inject<readonly string[]>(DIALOG_DATA);
  protected readonly ref = inject<DialogRef>(DialogRef);
  protected readonly isKept = signal(false);
}
