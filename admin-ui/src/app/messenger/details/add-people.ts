import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, computed, inject, signal, viewChild } from '@angular/core';
import { Api } from '../../api/api';
import { addMembers } from '../../api/fn/conversations/add-members';
import type { DraftRecipientDto } from '../../api/models/draft-recipient-dto';
import type { FieldErrorDto } from '../../api/models/field-error-dto';
import { RecipientsField } from '../../compose/recipients-field';
import { isolated } from '../../core/isolated';
import { problemOf } from '../../core/problem';
import { DialogFrame } from '../../ui/dialog-frame';
import { Icon } from '../../ui/icon';
import { around, t } from '../../core/words/words';

/** The group that people are added to, and who is in it as far as it is known. */
export interface GroupToAddTo {
  readonly conversationId: string;
  readonly name: string;
  readonly memberIds: readonly string[];
}

/** Adds people to a group; closes with true when somebody was added. */
@Component({
  selector: 'app-add-people',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DialogFrame, Icon, RecipientsField],
  template: `
    <app-dialog [heading]="t('action.add')">
      <form id="add-people" novalidate (submit)="$event.preventDefault(); add()">
        <label class="flabel" for="compose-to">{{ t('add.people') }}</label>
        <div class="input" [class.bad]="!!problem()">
          <app-recipients-field
            offers="people"
            describedBy="add-people-note"
            [recipients]="people()"
            [without]="group.memberIds"
            [refused]="refused()"
            [isWrong]="!!problem()"
            (changed)="choose($event)"
          />
        </div>
        @let hint = around('add.hint', 'group');
        <p class="hint" id="add-people-note">
          {{ hint.before }}<bdi>{{ group.name }}</bdi
          >{{ hint.after }}
        </p>
        @if (problem(); as words) {
          <p class="hint bad" role="alert"><app-icon name="alert" [size]="16" />{{ words }}</p>
        }
      </form>
      <footer actions>
        <span class="grow"></span>
        <button type="button" class="btn" (click)="ref.close(false)">{{ t('action.cancel') }}</button>
        <button form="add-people" class="btn primary" [attr.aria-disabled]="isBusy() || null">
          {{ isBusy() ? t('add.adding') : t('action.add') }}
        </button>
      </footer>
    </app-dialog>
  `,
  styles: `
    form {
      display: grid;
      gap: 6px;
    }
    app-recipients-field {
      flex: 1;
      min-inline-size: 0;
    }
  `,
})
export class AddPeople {
  protected readonly isolated = isolated;
  protected readonly around = around;
  protected readonly t = t;
  private readonly api = inject(Api);
  protected readonly ref = inject<DialogRef<boolean>>(DialogRef);
  protected readonly group = inject<GroupToAddTo>(DIALOG_DATA);
  private readonly field = viewChild.required(RecipientsField);

  protected readonly people = signal<readonly DraftRecipientDto[]>([]);
  protected readonly isBusy = signal(false);
  private readonly errors = signal<readonly FieldErrorDto[]>([]);
  protected readonly problem = signal<string | undefined>(undefined);
  /** By their place among the chosen. */
  protected readonly refused = computed(() =>
    this.errors().flatMap(({ pointer }) => (/^\/userIds\/\d+$/.test(pointer) ? [Number(pointer.slice(9))] : [])),
  );

  protected choose(people: readonly DraftRecipientDto[]): void {
    this.people.set(people);
    this.explain(undefined, []);
  }

  protected async add(): Promise<void> {
    if (this.isBusy()) return;
    this.isBusy.set(true);
    try {
      const leftOver = await this.field().settle();
      if (leftOver !== '') return this.refuse(t('compose.whoIs', { text: isolated(leftOver) }));
      if (this.people().length === 0) return this.refuse(t('add.chooseOne'));
      const { conversationId } = this.group;
      await this.api.invoke(addMembers, { conversationId, body: { userIds: this.people().map(({ id }) => id) } });
      this.ref.close(true);
    } catch (error) {
      const { detail, errors } = problemOf(error);
      this.explain(errors[0]?.detail ?? detail, errors);
    } finally {
      this.isBusy.set(false);
    }
  }

  private refuse(words: string): void {
    this.explain(words, []);
    this.field().focus();
  }

  private explain(words: string | undefined, errors: readonly FieldErrorDto[]): void {
    this.problem.set(words);
    this.errors.set(errors);
  }
}
