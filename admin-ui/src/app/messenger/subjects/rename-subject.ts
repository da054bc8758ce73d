import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { t } from '../../core/words/words';
import { DialogFrame } from '../../ui/dialog-frame';
import { Icon } from '../../ui/icon';

/** Asks how a subject is to be called; closes with that. */
@Component({
  selector: 'app-rename-subject',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DialogFrame, Icon],
  template: `
    <app-dialog [heading]="t('subject.renameTitle')">
      <form id="rename-subject" novalidate (submit)="$event.preventDefault(); rename(title.value)">
        <label class="flabel" for="subject-title">{{ t('subject.title') }}</label>
        <div class="input">
          <input
            #title
            id="subject-title"
            type="text"
            dir="auto"
            autocomplete="off"
            maxlength="200"
            aria-describedby="subject-title-hint"
            [attr.aria-invalid]="isMissing() || null"
            [value]="before"
          />
        </div>
        @if (isMissing()) {
          <p id="subject-title-hint" class="hint bad" role="alert">
            <app-icon name="alert" [size]="16" />{{ t('subject.enterTitle') }}
          </p>
        } @else {
          <p id="subject-title-hint" class="hint">{{ t('subject.renameHint') }}</p>
        }
      </form>
      <footer actions>
        <span class="grow"></span>
        <button type="button" class="btn" (click)="ref.close()">{{ t('action.cancel') }}</button>
        <button form="rename-subject" class="btn primary">{{ t('subject.rename') }}</button>
      </footer>
    </app-dialog>
  `,
})
export class RenameSubject {
  protected readonly t = t;
  protected readonly before = inject<string>(DIALOG_DATA);
  protected readonly ref = inject<DialogRef<string>>(DialogRef);
  protected readonly isMissing = signal(false);

  protected rename(typed: string): void {
    const title = typed.trim();
    this.isMissing.set(title === '');
    if (title !== '') this.ref.close(title);
  }
}
