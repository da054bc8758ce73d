import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { form, FormField, validate } from '@angular/forms/signals';
import { Api } from '../../api/api';
import { adminDeleteConversation } from '../../api/fn/administration/admin-delete-conversation';
import type { OverseenGroupDetailsDto } from '../../api/models/overseen-group-details-dto';
import { FormSubmission } from '../../core/form-submission';
import { isolated } from '../../core/isolated';
import { t } from '../../core/words/words';
import { DialogFrame } from '../../ui/dialog-frame';
import { Control, Field } from '../../ui/field';

/** Says what goes with a group, asks for its name, and deletes it; closes with true when it was done. */
@Component({
  selector: 'app-delete-group',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Control, DialogFrame, Field, FormField],
  template: `
    <app-dialog [heading]="heading">
      <form id="delete-group" novalidate (submit)="$event.preventDefault(); delete()">
        <p class="muted sentence">{{ t('oversight.deleteText') }}</p>
        @if (submission.failure(); as words) {
          <p class="bad" role="alert">{{ words }}</p>
        }
        <ul>
          <li>{{ t('oversight.deleteMembers', { count: group.memberCount }) }}</li>
          <li>{{ t('oversight.deleteMessages', { count: group.messageCount }) }}</li>
          <li>{{ t('oversight.deleteMine') }}</li>
          <li>{{ t('oversight.deleteReports') }}</li>
        </ul>
        <app-field [label]="t('oversight.typeName', { group: name })" [error]="submission.errorOf('confirm')"
          ><input
            appControl
            dir="auto"
            autocapitalize="off"
            autocomplete="off"
            spellcheck="false"
            [formField]="form.confirm"
        /></app-field>
      </form>
      <footer actions>
        <span class="grow"></span>
        <button type="button" class="btn" (click)="ref.close(false)">{{ t('action.cancel') }}</button>
        <button form="delete-group" class="btn primary danger" [attr.aria-disabled]="submission.isBusy() || null">
          {{ t('oversight.delete') }}
        </button>
      </footer>
    </app-dialog>
  `,
  styleUrl: '../person/end-account.css',
})
export class DeleteGroup {
  protected readonly t = t;
  protected readonly ref = inject<DialogRef<boolean>>(DialogRef);
  protected readonly group = inject<OverseenGroupDetailsDto>(DIALOG_DATA);
  private readonly api = inject(Api);

  protected readonly name = isolated(this.group.subject);
  protected readonly heading = t('oversight.deleteAsk', { group: this.name });
  private readonly model = signal({ confirm: '' });
  protected readonly form = form(this.model, (path) => {
    validate(path.confirm, ({ value }) =>
      value().trim() === this.group.subject
        ? undefined
        : { kind: 'other', message: t('oversight.typeExactly', { group: this.name }) },
    );
  });
  protected readonly submission = new FormSubmission({ confirm: this.form.confirm });

  protected async delete(): Promise<void> {
    const { id, subject: confirm } = this.group;
    const isDone = await this.submission.run(() => this.api.invoke(adminDeleteConversation, { id, body: { confirm } }));
    if (isDone) this.ref.close(true);
  }
}
