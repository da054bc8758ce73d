import { SETTINGS, type Settings } from '../../config/settings.js';
import type { DescribedSettingDto } from './dto/settings.dto.js';

/** What an operator decides where the server is started, to be read; of secrets only whether they are set. */
export function operatorSettings(settings: Settings): DescribedSettingDto[] {
  return Object.entries(SETTINGS).map(([key, { name, defaultText, description, isSecret }]) => {
    const value = settings[key as keyof typeof SETTINGS];
    const isGiven = settings.given.includes(name);
    return {
      key: name,
      group: 'server',
      type: typeof value === 'boolean' ? 'boolean' : typeof value === 'number' ? 'integer' : 'text',
      value: isSecret ? null : shown(value),
      default: defaultText,
      origin: isGiven ? 'environment' : 'default',
      description,
      changedAt: null,
      changedBy: null,
      secret: isSecret === true,
      readOnly: true,
    };
  });
}

function shown(value: unknown): unknown {
  if (Array.isArray(value)) return value.join(', ');
  return value ?? null;
}
