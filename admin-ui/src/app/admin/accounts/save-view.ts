import { DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { t } from '../../core/words/words';
import { DialogFrame } from '../../ui/dialog-frame';
import { Control, Field } from '../../ui/field';

/** Asks what a view is to be called; closes with the name. */
@Component({
  selector: 'app-save-view',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Control, DialogFrame, Field],
  template: `
    <app-dialog [heading]="t('accounts.saveViewTitle')">
      <form id="save-view" novalidate (submit)="$event.preventDefault(); save(name.value.trim())">
        <app-field [label]="t('accounts.viewName')" [hint]="t('accounts.viewHint')" [error]="problem()">
          <input #name appControl maxlength="40" autocomplete="off" />
        </app-field>
      </form>
      <footer actions>
        <span class="grow"></span>
        <button type="button" class="btn" (click)="ref.close()">{{ t('action.cancel') }}</button>
        <button form="save-view" class="btn primary">{{ t('action.save') }}</button>
      </footer>
    </app-dialog>
  `,
})
export class SaveView {
  protected readonly t = t;
  protected readonly ref = inject<DialogRef<string>>(DialogRef);
  protected readonly problem = signal<string | undefined>(undefined);

  protected save(name: string): void {
    if (name) this.ref.close(name);
    else this.problem.set(t('accounts.enterViewName'));
  }
}
