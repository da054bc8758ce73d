import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { AnnouncementDto } from '../../api/models/announcement-dto';
import type { DescribedSettingDto } from '../../api/models/described-setting-dto';
import type { ProfileFieldDto } from '../../api/models/profile-field-dto';
import { isolated } from '../../core/isolated';
import { agoOrWhen } from '../../core/times';
import { t } from '../../core/words/words';
import { Control, Field } from '../../ui/field';
import { AccentField } from './accent-field';
import { AnnouncementField } from './announcement-field';
import { LogoField } from './logo-field';
import { NewcomerGroups } from './newcomer-groups';
import { ProfileFieldList } from './profile-field-list';
import { RequiredRoles } from './required-roles';
import { SettingDrafts } from './setting-drafts';
import { draftOf, isSame, valueOf } from './setting-values';
import { choicesOf, settingHint, settingLabel, valueInWords } from './setting-words';

/** Settings with controls that label themselves. */
const OWN_CONTROLS = [
  ...['profileFields', 'newcomerGroups', 'announcement', 'accentColour', 'organisationLogo'],
  'secondFactorRequiredRoles',
];

const ORIGINS = {
  default: 'setting.origin.default',
  environment: 'setting.origin.environment',
  database: 'setting.origin.database',
} as const;

/** One setting: its control, what it is for, where its value comes from and who changed it last. */
@Component({
  selector: 'app-setting-row',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [AccentField, AnnouncementField, Control, Field, LogoField, NewcomerGroups, ProfileFieldList, RequiredRoles],
  templateUrl: './setting-row.html',
  styleUrl: './setting-row.css',
  host: { '[attr.data-key]': 'setting().key' },
})
export class SettingRow {
  protected readonly t = t;
  protected readonly drafts = inject(SettingDrafts);
  readonly setting = input.required<DescribedSettingDto>();
  readonly showHistory = output<void>();

  protected readonly label = computed(() => settingLabel(this.setting().key));
  protected readonly hint = computed(() => settingHint(this.setting()));
  protected readonly choices = computed(() => choicesOf(this.setting()));
  protected readonly draft = computed(() => this.drafts.draft(this.setting()));
  protected readonly problem = computed(() => this.drafts.problem(this.setting()));
  protected readonly kind = computed(() => {
    const { key, type, readOnly } = this.setting();
    if (readOnly) return 'readOnly';
    if (OWN_CONTROLS.includes(key)) return key;
    if (type === 'choice' || type === 'boolean') return type;
    return type === 'object' || typeof this.draft() === 'object' ? 'other' : 'line';
  });

  protected readonly origin = computed(() => t(ORIGINS[this.setting().origin]));
  protected readonly changed = computed(() => {
    const { changedAt, changedBy } = this.setting();
    if (changedAt === null) return '';
    const when = agoOrWhen(changedAt);
    return changedBy
      ? t('setting.changedBy', { when, name: isolated(changedBy.displayName) })
      : t('setting.changed', { when });
  });
  protected readonly usual = computed(() => {
    const { key, default: value } = this.setting();
    return t('setting.default', { value: isolated(valueInWords(key, value)) });
  });
  protected readonly shown = computed(() => {
    const { key, value, secret, origin } = this.setting();
    if (secret) return t(origin === 'default' ? 'setting.notSet' : 'setting.isSet');
    return valueInWords(key, value);
  });
  /** Nothing is to be reset where the default stands. */
  protected readonly canReset = computed(() => {
    const setting = this.setting();
    // A logo is removed by its own button.
    if (setting.readOnly || setting.key === 'organisationLogo' || this.drafts.isReset(setting)) return false;
    const isUsual = isSame(valueOf(setting, this.draft()), valueOf(setting, draftOf(setting, setting.default)));
    return !isUsual || setting.origin === 'database';
  });
  protected readonly resetLabel = computed(() => t('setting.resetOne', { name: isolated(this.label()) }));
  protected readonly historyLabel = computed(() => t('setting.historyOf', { name: isolated(this.label()) }));

  protected change(draft: unknown): void {
    this.drafts.change(this.setting(), draft);
  }

  protected readonly fields = computed(() => this.draft() as readonly ProfileFieldDto[]);
  protected readonly keys = computed(() => this.draft() as readonly string[]);
  protected readonly announcement = computed(() => this.draft() as AnnouncementDto | null);
  protected readonly logo = computed(() => this.setting().value as string | null);
  protected readonly text = computed(() => String(this.draft() ?? ''));
}
