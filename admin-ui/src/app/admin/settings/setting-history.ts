import { DIALOG_DATA } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { Api } from '../../api/api';
import { adminListSettingChanges } from '../../api/fn/administration/admin-list-setting-changes';
import type { SettingChangeDto } from '../../api/models/setting-change-dto';
import { isolated } from '../../core/isolated';
import { paged } from '../../core/paged';
import { problemOf } from '../../core/problem';
import { dayAndTime } from '../../core/times';
import { t } from '../../core/words/words';
import { DialogFrame } from '../../ui/dialog-frame';
import { EmptyState } from '../../ui/empty-state';
import { ErrorState } from '../../ui/error-state';
import { Skeleton } from '../../ui/skeleton';
import { settingLabel, valueInWords } from './setting-words';

/** Whose history is shown, and what takes a change back. */
export interface ShownHistory {
  /** Left out: of all settings. */
  readonly key?: string;
  readonly restore: (id: string) => Promise<void>;
}

/** What settings were before, with the difference that each change made, and the way back. */
@Component({
  selector: 'app-setting-history',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DialogFrame, EmptyState, ErrorState, Skeleton],
  templateUrl: './setting-history.html',
  styleUrl: './setting-history.css',
})
export class SettingHistory {
  protected readonly t = t;
  private readonly api = inject(Api);
  private readonly shown = inject<ShownHistory>(DIALOG_DATA);

  protected readonly heading =
    this.shown.key === undefined
      ? t('setting.historyOfAll')
      : t('setting.historyOf', { name: isolated(settingLabel(this.shown.key)) });
  protected readonly isOfAll = this.shown.key === undefined;
  protected readonly list = paged((cursor) =>
    this.api.invoke(adminListSettingChanges, {
      limit: 20,
      ...(this.shown.key !== undefined && { key: this.shown.key }),
      ...(cursor !== undefined && { cursor }),
    }),
  );
  /** The change that is being taken back. */
  protected readonly restoring = signal<string | undefined>(undefined);
  protected readonly done = signal('');
  protected readonly problem = signal<{ readonly id: string; readonly detail: string } | undefined>(undefined);

  protected readonly when = dayAndTime;
  protected readonly label = settingLabel;
  protected readonly inWords = valueInWords;

  protected name({ by }: SettingChangeDto): string {
    return by?.displayName ?? t('setting.unknown');
  }

  protected restoreLabel({ key, at }: SettingChangeDto): string {
    return t('setting.restoreOne', { name: isolated(settingLabel(key)), when: isolated(dayAndTime(at)) });
  }

  protected async restore({ id }: SettingChangeDto): Promise<void> {
    if (this.restoring() !== undefined) return;
    this.restoring.set(id);
    this.problem.set(undefined);
    this.done.set('');
    try {
      await this.shown.restore(id);
      this.done.set(t('setting.restored'));
      this.list.reload();
    } catch (error) {
      this.problem.set({ id, detail: problemOf(error).detail });
    } finally {
      this.restoring.set(undefined);
    }
  }
}
