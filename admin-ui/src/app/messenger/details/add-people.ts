import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, computed, inject, signal, viewChild } from '@angular/core';
import { Api } from '../../api/api';
import { addMembers } from '../../api/fn/conversations/add-members';
import type { DraftRecipientDto } from '../../api/models/draft-recipient-dto';
import type { FieldErrorDto } from '../../api/models/field-error-dto';
import { RecipientsField } from '../../compose/recipients-field';
import { problemOf } from '../../core/problem';
import { DialogFrame } from '../../ui/dialog-frame';
import { Icon } from '../../ui/icon';

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
    <app-dialog heading="Add people">
      <form id="add-people" novalidate (submit)="$event.preventDefault(); add()">
        <label class="flabel" for="compose-to">People</label>
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
        <p class="hint" id="add-people-note">
          They can read everything written in “<bdi>{{ group.name }}</bdi
          >” so far.
        </p>
        @if (problem(); as words) {
          <p class="hint bad" role="alert"><app-icon name="alert" [size]="16" />{{ words }}</p>
        }
      </form>
      <footer actions>
        <span class="grow"></span>
        <button type="button" class="btn" (click)="ref.close(false)">Cancel</button>
        <button form="add-people" class="btn primary" [attr.aria-disabled]="isBusy() || null">
          {{ isBusy() ? 'Adding…' : 'Add people' }}
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
      if (leftOver !== '') return this.refuse(`Choose who “${leftOver}” is, or remove it.`);
      if (this.people().length === 0) return this.refuse('Choose at least one person.');
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
