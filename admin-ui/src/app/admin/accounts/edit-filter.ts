import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { t } from '../../core/words/words';
import { DialogFrame } from '../../ui/dialog-frame';
import { Control, Field } from '../../ui/field';
import { roleName } from '../roles/role-words';
import {
  type AccountQuery,
  compact,
  type FilterName,
  FLAGS,
  isDays,
  STATUSES,
  TWO_FACTOR,
  without,
} from './account-query';
import { FILTER_LABELS, FLAG_LABELS, type NamedFilters, STATUS_LABELS, TWO_FACTOR_LABELS } from './filter-words';

/** Which filter is set, and to what it is now. */
export interface EditedFilter extends NamedFilters {
  readonly filter: FilterName;
  readonly query: AccountQuery;
}

/** Sets one filter of the list of people; closes with the query that then holds. */
@Component({
  selector: 'app-edit-filter',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Control, DialogFrame, Field],
  template: `
    <app-dialog [heading]="t(label)">
      <form id="edit-filter" novalidate (submit)="$event.preventDefault(); apply()">
        @if (choices(); as all) {
          <fieldset>
            <legend class="vh">{{ t(label) }}</legend>
            @for (choice of all; track choice.value) {
              <label>
                <input
                  class="radio"
                  type="radio"
                  name="choice"
                  [checked]="chosen() === choice.value"
                  (change)="chosen.set(choice.value)"
                />
                <bdi>{{ choice.label }}</bdi>
              </label>
            } @empty {
              <p>{{ t(filter === 'team' ? 'accounts.noTeams' : 'accounts.rolesNotLoaded') }}</p>
            }
          </fieldset>
        } @else if (filter === 'inactive') {
          <app-field [label]="t('accounts.inactiveDays')" [error]="problem()">
            <input
              #days
              appControl
              type="number"
              inputmode="numeric"
              min="1"
              max="3650"
              [value]="from()"
              (input)="from.set(days.value)"
            />
          </app-field>
        } @else {
          <app-field [label]="t('accounts.from')">
            <input #first appControl type="date" [value]="from()" (input)="from.set(first.value)" />
          </app-field>
          <app-field [label]="t('accounts.to')">
            <input #last appControl type="date" [value]="to()" (input)="to.set(last.value)" />
          </app-field>
        }
      </form>
      <footer actions>
        <span class="grow"></span>
        <button type="button" class="btn" (click)="ref.close()">{{ t('action.cancel') }}</button>
        <button form="edit-filter" class="btn primary">{{ t('accounts.apply') }}</button>
      </footer>
    </app-dialog>
  `,
  styles: `
    form {
      display: grid;
      gap: var(--space-12);
    }
    fieldset {
      display: grid;
      padding: 0;
      margin: 0;
      border: 0;
    }
    label {
      display: flex;
      align-items: center;
      gap: var(--space-12);
      min-block-size: 40px;
    }
  `,
})
export class EditFilter {
  protected readonly t = t;
  private readonly data = inject<EditedFilter>(DIALOG_DATA);
  protected readonly ref = inject<DialogRef<AccountQuery>>(DialogRef);
  protected readonly filter = this.data.filter;
  protected readonly label = FILTER_LABELS[this.filter];

  private readonly query = this.data.query;
  protected readonly choices = computed(() => {
    if (this.filter === 'status') return STATUSES.map((value) => ({ value, label: t(STATUS_LABELS[value]) }));
    if (this.filter === 'flag') return FLAGS.map((value) => ({ value, label: t(FLAG_LABELS[value]) }));
    if (this.filter === 'twoFactor') return TWO_FACTOR.map((value) => ({ value, label: t(TWO_FACTOR_LABELS[value]) }));
    if (this.filter === 'team') return this.data.teams.map(({ key, name }) => ({ value: key, label: name }));
    if (this.filter !== 'role') return undefined;
    // Members are everybody.
    const roles = this.data.roles.filter(({ key }) => key !== 'member');
    return roles.map((role) => ({ value: role.key, label: roleName(role) }));
  });
  protected readonly chosen = signal<string | undefined>(
    {
      status: this.query.status,
      flag: this.query.flag,
      twoFactor: this.query.twoFactor,
      role: this.query.role,
      team: this.query.team,
    }[this.filter as 'status'],
  );
  protected readonly from = signal(this.begun());
  protected readonly to = signal((this.filter === 'login' ? this.query.loginTo : this.query.joinedTo) ?? '');
  protected readonly problem = signal<string | undefined>(undefined);

  protected apply(): void {
    const isWrong = this.filter === 'inactive' && !isDays(Number(this.from()));
    if (isWrong) return this.problem.set(t('accounts.inactiveLike'));
    this.ref.close(compact<AccountQuery>({ ...without(this.query, this.filter), ...this.value() }));
  }

  private begun(): string {
    if (this.filter === 'inactive') return String(this.query.inactiveDays ?? 90);
    return (this.filter === 'login' ? this.query.loginFrom : this.query.joinedFrom) ?? '';
  }

  private value(): AccountQuery {
    const [from, to] = [this.from(), this.to()];
    if (this.filter === 'inactive') return { inactiveDays: Number(from) };
    if (this.filter === 'login') return { loginFrom: from, loginTo: to };
    if (this.filter === 'joined') return { joinedFrom: from, joinedTo: to };
    return { [this.filter]: this.chosen() };
  }
}
