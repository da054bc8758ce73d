import type { OrganisationSetting } from './organisation-settings.js';

export const MAX_ORGANISATION_NAME = 80;

/** What the organisation is called; null while nobody has said. */
export const ORGANISATION_NAME: OrganisationSetting<string | null> = {
  key: 'organisationName',
  fallback: null,
  accepts: (value): value is string | null => value === null || typeof value === 'string',
};
