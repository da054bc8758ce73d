import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import type { DescribedSettingDto } from '../../api/models/described-setting-dto';
import { isolated } from '../../core/isolated';
import { t } from '../../core/words/words';
import { SettingDrafts } from './setting-drafts';
import { settingLabel, valueInWords } from './setting-words';

/** What somebody else made of the same settings meanwhile, beside one's own; nothing is saved before one chose. */
@Component({
  selector: 'app-setting-conflicts',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section role="alert" [attr.aria-label]="t('setting.conflict')">
      <h2>{{ t('setting.conflict') }}</h2>
      <p>{{ t('setting.conflictText') }}</p>
      @for (conflict of drafts.conflicts(); track conflict.theirs.key) {
        <h3>{{ label(conflict.theirs) }}</h3>
        <dl>
          <div>
            <dt>{{ theirs(conflict.theirs) }}</dt>
            <dd dir="auto">{{ inWords(conflict.theirs.key, conflict.theirs.value) }}</dd>
            <button
              type="button"
              class="btn line"
              [attr.aria-label]="t('setting.keepTheirsOne', { name: label(conflict.theirs) })"
              (click)="drafts.keepTheirs(conflict.theirs)"
            >
              {{ t('setting.keepTheirs') }}
            </button>
          </div>
          <div>
            <dt>{{ t('setting.yours') }}</dt>
            <dd dir="auto">{{ inWords(conflict.theirs.key, conflict.yours) }}</dd>
            <button
              type="button"
              class="btn line"
              [attr.aria-label]="t('setting.keepYoursOne', { name: label(conflict.theirs) })"
              (click)="drafts.keepYours(conflict.theirs.key)"
            >
              {{ t('setting.keepYours') }}
            </button>
          </div>
        </dl>
      }
    </section>
  `,
  styles: `
    section {
      display: grid;
      gap: var(--space-8);
      padding: var(--space-16);
      border: 1px solid var(--mat-sys-outline);
      border-radius: var(--mat-sys-corner-medium);
      background: var(--mat-sys-surface-container);
    }
    h2,
    h3 {
      font: var(--mat-sys-label-large);
      font-weight: 600;
    }
    dl {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(180px, 100%), 1fr));
      gap: var(--space-16);
      margin: 0;
    }
    dl > div {
      display: grid;
      gap: var(--space-8);
      align-content: start;
    }
    dt {
      font: var(--mat-sys-label-medium);
      color: var(--mat-sys-on-surface-variant);
    }
    dd {
      margin: 0;
      overflow-wrap: anywhere;
    }
    .btn {
      justify-self: start;
    }
  `,
})
export class SettingConflicts {
  protected readonly t = t;
  protected readonly drafts = inject(SettingDrafts);
  protected readonly inWords = valueInWords;

  protected label({ key }: DescribedSettingDto): string {
    return settingLabel(key);
  }

  protected theirs({ changedBy }: DescribedSettingDto): string {
    return t('setting.theirs', { name: isolated(changedBy?.displayName ?? t('setting.unknown')) });
  }
}
