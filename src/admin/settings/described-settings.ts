import type { SettingDefinition } from '../../core/organisation/define-setting.js';
import type { SettingState } from '../../core/organisation/organisation-settings.js';
import type { UserCard } from '../../users/user-card.js';
import { UserCardDto } from '../../users/dto/user-card.dto.js';
import type { DescribedSettingDto, SettingType } from './dto/settings.dto.js';

/** A setting of the organisation with all there is to know of it. */
export function describedSetting(
  { key, group, description, fallback, schema }: SettingDefinition<unknown>,
  { value, isDecided, changedAt, changedBy }: SettingState,
  people: ReadonlyMap<string, UserCard>,
): DescribedSettingDto {
  const { enum: words, minimum, maximum } = schema as Readonly<Record<string, unknown>>;
  const author = changedBy === null ? undefined : people.get(changedBy);
  return {
    key,
    group: group ?? 'other',
    type: typeOf(schema as Readonly<Record<string, unknown>>, fallback),
    value,
    default: fallback,
    origin: isDecided ? 'database' : 'default',
    description,
    changedAt,
    changedBy: author ? UserCardDto.from(author) : null,
    secret: false,
    readOnly: false,
    ...(Array.isArray(words) && { choices: words.map(String) }),
    ...(typeof minimum === 'number' && { minimum }),
    ...(typeof maximum === 'number' && { maximum }),
  };
}

/** By how the API document describes it. */
function typeOf({ enum: words, type }: Readonly<Record<string, unknown>>, fallback: unknown): SettingType {
  if (Array.isArray(words)) return 'choice';
  if (Array.isArray(fallback)) return 'list';
  if (type === 'integer') return 'integer';
  if (type === Boolean || type === 'boolean') return 'boolean';
  return type === String || type === 'string' ? 'text' : 'object';
}
