import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { Api } from '../../api/api';
import { adminTestStorage } from '../../api/fn/administration/admin-test-storage';
import type { StorageTestStepDto } from '../../api/models/storage-test-step-dto';
import { isolated } from '../../core/isolated';
import { t } from '../../core/words/words';
import { PartTest, type TestOutcome } from './part-test';

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
  imports: [PartTest],
  template: `
    <app-part-test
      [name]="t('setting.storage')"
      [hint]="t('setting.storageHint')"
      [label]="t('setting.storageTest')"
      [busyLabel]="t('setting.storageTesting')"
      [test]="test"
    />
  `,
})
export class StorageTest {
  protected readonly t = t;
  private readonly api = inject(Api);

  protected readonly test = async (): Promise<TestOutcome> => {
    const { isWorking, steps } = await this.api.invoke(adminTestStorage);
    return { isBad: !isWorking, words: isWorking ? t('setting.storageWorks') : failureOf(steps) };
  };
}

function failureOf(steps: readonly StorageTestStepDto[]): string {
  const failed = steps.find(({ problem }) => problem !== null);
  const problem = isolated(failed?.problem ?? '');
  return t(FAILURES[failed?.name ?? 'write'], { problem });
}
