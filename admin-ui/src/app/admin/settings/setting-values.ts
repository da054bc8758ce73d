import type { DescribedSettingDto } from '../../api/models/described-setting-dto';
import type { ProfileFieldDto } from '../../api/models/profile-field-dto';
import { t } from '../../core/words/words';
import { keyFor } from './profile-field-keys';

/** What a control edits: a text as it stands in its field, or what the server takes. */
export type Draft = unknown;

const UNITS: Readonly<Record<string, number>> = { uploadBytes: 1024 ** 2, quotaBytes: 1024 ** 3 };
/** Lists whose controls edit them as they are. */
const PICKED_LISTS = ['newcomerGroups', 'profileFields', 'secondFactorRequiredRoles'];
/** A number as people write it, with either decimal sign. */
const SIZE = /^\s*\d{1,7}([.,]\d{1,3})?\s*$/;
const COLOUR = /^#[0-9a-f]{6}$/i;

/** A value as its control shows it. */
export function draftOf({ key, type }: Pick<DescribedSettingDto, 'key' | 'type'>, value: unknown): Draft {
  const unit = UNITS[key];
  if (unit !== undefined) return String(Math.round((Number(value) / unit) * 1_000) / 1_000);
  if (type === 'integer') return String(value);
  if (type === 'text') return value ?? '';
  if (type === 'list' && isTexts(value) && !PICKED_LISTS.includes(key)) return value.join(', ');
  return value;
}

/** What the server takes for a draft. */
export function valueOf({ key, type }: Pick<DescribedSettingDto, 'key' | 'type'>, draft: Draft): unknown {
  const unit = UNITS[key];
  if (unit !== undefined) return Math.round(Number(String(draft).trim().replace(',', '.')) * unit);
  if (type === 'integer') return Number(String(draft).trim());
  if (type === 'text') return String(draft).trim() || null;
  if (key === 'profileFields') return withKeys(draft as readonly ProfileFieldDto[]);
  if (type === 'list' && typeof draft === 'string') {
    return draft
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean);
  }
  return draft;
}

/** What is wrong with a draft before it is sent; undefined where nothing is. */
export function problemOfDraft(setting: DescribedSettingDto, draft: Draft): string | undefined {
  const { key, type, minimum, maximum } = setting;
  if (key in UNITS) return SIZE.test(String(draft)) ? undefined : t('organisation.notASize');
  if (type === 'integer') {
    const number = Number(draft);
    const isWhole = /^\s*\d{1,9}\s*$/.test(String(draft));
    if (minimum === undefined || maximum === undefined) return isWhole ? undefined : t('setting.needWholeNumber');
    const isWithin = isWhole && number >= minimum && number <= maximum;
    return isWithin ? undefined : t('setting.needNumber', { min: minimum, max: maximum });
  }
  if (key === 'accentColour') {
    const colour = String(draft).trim();
    return colour === '' || COLOUR.test(colour) ? undefined : t('setting.accentNotOne');
  }
  return undefined;
}

/** Whether two values are the same to the server. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** A field that is new is kept under what it is called, in the letters of a key; those without a label are left out. */
function withKeys(fields: readonly ProfileFieldDto[]): ProfileFieldDto[] {
  const taken = new Set(fields.map(({ key }) => key));
  return fields.flatMap(({ key, label }) => {
    const shown = label.trim();
    if (!shown) return [];
    const kept = key || keyFor(shown, taken);
    taken.add(kept);
    return [{ key: kept, label: shown }];
  });
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}
