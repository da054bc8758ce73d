import type { NotificationSettingsDto } from '../../api/models/notification-settings-dto';

/** Of what I want to hear. */
export type NotifyLevel = NotificationSettingsDto['defaultLevel'];

export const NOTIFY_LEVELS = ['all', 'mentions', 'none'] as const satisfies readonly NotifyLevel[];

export const LEVEL_NAMES = { all: 'notify.all', mentions: 'notify.mentions', none: 'notify.none' } as const;
