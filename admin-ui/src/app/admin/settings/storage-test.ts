import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { Api } from '../../api/api';
import { adminTestStorage } from '../../api/fn/administration/admin-test-storage';
import type { StorageTestStepDto } from '../../api/models/storage-test-step-dto';
import { isolated } from '../../core/isolated';
import { problemOf } from '../../core/problem';
import { t } from '../../core/words/words';

const FAILURES = {
  write: 'setting.storageFailed.write',
  read: 'setting.storageFailed.read',
  range: 'setting.storageFailed.range',
  remove: 'setting.storageFailed.remove',
} as const;

/** A button that shows whether files are kept and given back, or why not. */
@Component({
  selector: 'app-storage-test',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <fieldset>
      <legend>{{ t('setting.storage') }}</legend>
      <p class="muted">{{ t('setting.storageHint') }}</p>
      <button type="button" class="btn line" [attr.aria-disabled]="isBusy() || null" (click)="test()">
        {{ t(isBusy() ? 'setting.storageTesting' : 'setting.storageTest') }}
      </button>
      <p role="status" [class.bad]="isBad()">{{ result() }}</p>
    </fieldset>
  `,
  styles: `
    fieldset {
      display: grid;
      gap: var(--space-12);
    }
    legend {
      padding: 0;
      margin-block-end: var(--space-12);
      font: var(--mat-sys-label-large);
      font-weight: 600;
    }
    .btn {
      justify-self: start;
    }
    [role='status'] {
      overflow-wrap: anywhere;
    }
    [role='status']:empty {
      display: none;
    }
    .bad {
      color: var(--mat-sys-error);
    }
  `,
})
export class StorageTest {
  protected readonly t = t;
  private readonly api = inject(Api);
  protected readonly isBusy = signal(false);
  protected readonly isBad = signal(false);
  protected readonly result = signal('');

  protected async test(): Promise<void> {
    if (this.isBusy()) return;
    this.isBusy.set(true);
    this.result.set('');
    try {
      const { isWorking, steps } = await this.api.invoke(adminTestStorage);
      this.isBad.set(!isWorking);
      this.result.set(isWorking ? t('setting.storageWorks') : failureOf(steps));
    } catch (error) {
      this.isBad.set(true);
      this.result.set(problemOf(error).detail);
    } finally {
      this.isBusy.set(false);
    }
  }
}

function failureOf(steps: readonly StorageTestStepDto[]): string {
  const failed = steps.find(({ problem }) => problem !== null);
  const problem = isolated(failed?.problem ?? '');
  return t(FAILURES[failed?.name ?? 'write'], { problem });
}
