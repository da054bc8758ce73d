import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, computed, inject, resource, signal } from '@angular/core';
import { Api } from '../../api/api';
import { adminActOnUsers } from '../../api/fn/administration/admin-act-on-users';
import type { BulkDto } from '../../api/models/bulk-dto';
import { problemOf } from '../../core/problem';
import { t } from '../../core/words/words';
import { DialogFrame } from '../../ui/dialog-frame';
import { Control, Field } from '../../ui/field';
import { Skeleton } from '../../ui/skeleton';
import { Refusals } from '../jobs/refusals';

/** An act on many people, before somebody said yes to it. */
export interface AskedAct {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  readonly danger: boolean;
  /** It cannot be taken back: the number of people is typed before it is begun. */
  readonly isForGood?: boolean;
  readonly request: Pick<BulkDto, 'action' | 'ids' | 'filter' | 'roleId'>;
}

/** Says how many an act would change and whom it leaves out and why; closes with the id of the job when it is begun. */
@Component({
  selector: 'app-ask-bulk',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Control, DialogFrame, Field, Refusals, Skeleton],
  template: `
    <app-dialog [heading]="act.title">
      <p class="muted sentence">{{ act.text }}</p>
      @if (preview.hasValue()) {
        @let found = preview.value();
        <div role="status">
          <p>
            <b>{{ found.count > 0 ? t('bulk.changes', { count: found.count }) : t('bulk.nobody') }}</b>
          </p>
          @if (found.unchanged > 0) {
            <p class="muted">{{ t('bulk.unchanged', { count: found.unchanged }) }}</p>
          }
          @if (found.refusedTotal > 0) {
            <p>{{ t('bulk.refused', { count: found.refusedTotal }) }}</p>
          }
        </div>
        @if (found.refusedTotal > 0) {
          <app-refusals [refusals]="found.refused" [total]="found.refusedTotal" />
        }
      } @else if (!problem()) {
        <p class="vh" role="status">{{ t('bulk.looking') }}</p>
        <app-skeleton [rows]="2" [rowHeight]="28" [avatar]="0" />
      }
      @if (act.isForGood && count() > 0) {
        <app-field [label]="t('bulk.typeCount', { count: count() })">
          <input
            #box
            appControl
            inputmode="numeric"
            autocomplete="off"
            [value]="typed()"
            (input)="typed.set(box.value)"
          />
        </app-field>
      }
      @if (problem(); as words) {
        <p class="bad" role="alert">{{ words }}</p>
      }
      <footer actions>
        <span class="grow"></span>
        <button type="button" class="btn" (click)="ref.close()">{{ t('action.cancel') }}</button>
        @if (preview.error()) {
          <button type="button" class="btn primary" (click)="preview.reload()">{{ t('action.retry') }}</button>
        } @else {
          <button
            type="button"
            class="btn primary"
            [class.danger]="act.danger"
            [disabled]="isBusy() || !isConfirmed()"
            (click)="begin()"
          >
            {{ act.yes }}
          </button>
        }
      </footer>
    </app-dialog>
  `,
  styles: `
    .bad {
      color: var(--mat-sys-error);
    }
    p + div {
      margin-block-start: var(--space-12);
    }
  `,
})
export class AskBulk {
  protected readonly t = t;
  protected readonly act = inject<AskedAct>(DIALOG_DATA);
  protected readonly ref = inject<DialogRef<string>>(DialogRef);
  private readonly api = inject(Api);

  protected readonly preview = resource({
    loader: () => this.api.invoke(adminActOnUsers, { body: { ...this.act.request, dryRun: true } }),
  });
  protected readonly count = computed(() => (this.preview.hasValue() ? this.preview.value().count : 0));
  protected readonly typed = signal('');
  protected readonly isConfirmed = computed(
    () => this.count() > 0 && (!this.act.isForGood || this.typed().trim() === String(this.count())),
  );
  protected readonly isBusy = signal(false);
  private readonly refused = signal<string | undefined>(undefined);
  protected readonly problem = computed(() => {
    const error = this.preview.error();
    return this.refused() ?? (error && problemOf(error).detail);
  });

  protected async begin(): Promise<void> {
    if (this.isBusy() || !this.isConfirmed()) return;
    this.isBusy.set(true);
    this.refused.set(undefined);
    try {
      const body = { ...this.act.request, confirm: this.count() };
      this.ref.close((await this.api.invoke(adminActOnUsers, { body })).jobId);
    } catch (error) {
      const { code, detail } = problemOf(error);
      this.refused.set(detail);
      // What was looked at is over: here is what it would be now.
      if (code === 'bulk_count_changed') this.preview.reload();
    }
    this.isBusy.set(false);
  }
}
