import { afterNextRender, ChangeDetectionStrategy, Component, inject, input, output, signal } from '@angular/core';
import { form, FormField, maxLength, pattern, required } from '@angular/forms/signals';
import { Api } from '../../api/api';
import { updateConversation } from '../../api/fn/conversations/update-conversation';
import type { ConversationDto } from '../../api/models/conversation-dto';
import { FormSubmission } from '../../core/form-submission';
import { Control, Field } from '../../ui/field';
import { ConversationStore } from '../../state/conversations/conversation-store';
import { t } from '../../core/words/words';

const LONGEST_NAME = 200;
const LONGEST_DESCRIPTION = 1_000;

interface Group {
  readonly subject: string;
  readonly description: string;
  readonly postingBy: ConversationDto['postingBy'];
  readonly historyFromJoin: boolean;
  readonly listed: boolean;
}

const NOTHING_YET: Group = {
  subject: '',
  description: '',
  postingBy: 'everyone',
  historyFromJoin: false,
  listed: false,
};

/** The name, the description and the rules of a group, for its owners and admins. */
@Component({
  selector: 'app-group-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Control, Field, FormField],
  template: `
    <form novalidate [attr.aria-label]="t('details.editGroup')" (submit)="$event.preventDefault(); save()">
      @if (submission.failure(); as words) {
        <p class="hint bad" role="alert">{{ words }}</p>
      }
      <app-field [label]="t('details.groupName')" [error]="submission.errorOf('subject')">
        <input appControl type="text" dir="auto" autocomplete="off" [formField]="form.subject" />
      </app-field>
      <app-field [label]="t('details.description')" [error]="submission.errorOf('description')">
        <textarea appControl rows="3" dir="auto" [formField]="form.description"></textarea>
      </app-field>
      <app-field [label]="t('details.whoWrites')">
        <select appControl [formField]="form.postingBy">
          <option value="everyone">{{ t('details.everyoneWrites') }}</option>
          <option value="admins">{{ t('details.adminsWrite') }}</option>
        </select>
      </app-field>
      <label class="option">
        <input class="check" type="checkbox" [formField]="form.historyFromJoin" />
        <span
          >{{ t('details.historyFromJoin') }}<span class="hint">{{ t('details.historyFromJoinHint') }}</span></span
        >
      </label>
      <label class="option">
        <input class="check" type="checkbox" [formField]="form.listed" />
        <span
          >{{ t('details.listed') }}<span class="hint">{{ t('details.listedHint') }}</span></span
        >
      </label>
      <div class="row">
        <button type="submit" class="btn sm primary" [attr.aria-disabled]="submission.isBusy() || null">
          {{ t('action.save') }}
        </button>
        <button type="button" class="btn sm" (click)="closed.emit()">{{ t('action.cancel') }}</button>
      </div>
    </form>
  `,
  styles: `
    form {
      display: grid;
      gap: var(--space-12);
    }
    .option {
      display: flex;
      align-items: start;
      gap: var(--space-8);
      font: var(--mat-sys-body-medium);
    }
    textarea {
      padding-block: var(--space-8);
      resize: vertical;
    }
  `,
})
export class GroupForm {
  protected readonly t = t;
  readonly conversation = input.required<ConversationDto>();
  readonly closed = output<void>();

  private readonly api = inject(Api);
  private readonly store = inject(ConversationStore);

  protected readonly form = form(signal(NOTHING_YET), (path) => {
    required(path.subject, { message: () => t('details.enterName') });
    pattern(path.subject, /\S/, { message: () => t('details.enterName') });
    maxLength(path.subject, LONGEST_NAME, { message: () => t('form.atMost', { count: LONGEST_NAME }) });
    maxLength(path.description, LONGEST_DESCRIPTION, {
      message: () => t('form.atMost', { count: LONGEST_DESCRIPTION }),
    });
  });
  protected readonly submission = new FormSubmission({
    subject: this.form.subject,
    description: this.form.description,
  });

  /** As it was when the form was opened: what I do not touch may be changed by others meanwhile. */
  private begun = NOTHING_YET;

  constructor() {
    afterNextRender(() => {
      const { subject, description, postingBy, historyFromJoin, listed } = this.conversation();
      this.begun = { subject: subject ?? '', description, postingBy, historyFromJoin, listed };
      this.form().reset(this.begun);
      this.form.subject().focusBoundControl();
    });
  }

  protected async save(): Promise<void> {
    const { subject, description, ...rules } = this.form().value();
    const isSaved = await this.submission.run(async () => {
      const body = changesOf(this.begun, { subject: subject.trim(), description: description.trim(), ...rules });
      this.store.share(await this.api.invoke(updateConversation, { conversationId: this.conversation().id, body }));
    });
    if (isSaved) this.closed.emit();
  }
}

function changesOf(before: Group, after: Group): Partial<Group> {
  const changed = Object.entries(after).filter(([field, value]) => before[field as keyof Group] !== value);
  return Object.fromEntries(changed);
}
