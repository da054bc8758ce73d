import type { OrganisationSettingsDto } from '../api/models/organisation-settings-dto';
import type { ProfileFieldDto } from '../api/models/profile-field-dto';
import type { UpdateSettingsDto } from '../api/models/update-settings-dto';

export type ChoiceName = 'registration' | 'readReceipts' | 'deleteWindow' | 'editWindow';

/** What the page of settings edits: texts as they stand in their fields, sizes in the unit beside them. */
export interface OrganisationValues extends Record<
  ChoiceName | 'organisationName' | 'uploadBytes' | 'quotaBytes',
  string
> {
  readonly profileFields: readonly ProfileFieldDto[];
  /** The ids of the groups that newcomers are in from the start. */
  readonly newcomerGroups: readonly string[];
}

const MEGABYTE = 1024 ** 2;
const GIGABYTE = 1024 ** 3;
/** A number as people write it, with either decimal sign. */
export const SIZE = /^\s*\d{1,7}([.,]\d{1,3})?\s*$/;
const LONGEST_KEY = 32;

/** The settings as their fields show them. */
export function valuesOf(settings: OrganisationSettingsDto): OrganisationValues {
  const { organisationName, registration, readReceipts, deleteWindow, editWindow, profileFields, newcomerGroups } =
    settings;
  return {
    organisationName: organisationName ?? '',
    registration,
    readReceipts,
    deleteWindow,
    editWindow,
    uploadBytes: sizeIn(settings.uploadBytes, MEGABYTE),
    quotaBytes: sizeIn(settings.quotaBytes, GIGABYTE),
    profileFields,
    newcomerGroups,
  };
}

/** What of it was changed, as the server takes it; fields of profiles without a label are left out. */
export function changesIn(now: OrganisationValues, saved: OrganisationValues): UpdateSettingsDto {
  const wanted = requestOf(now);
  const before = requestOf(saved);
  const names = Object.keys(wanted) as (keyof UpdateSettingsDto)[];
  return Object.fromEntries(
    names
      .filter((name) => JSON.stringify(wanted[name]) !== JSON.stringify(before[name]))
      .map((name) => [name, wanted[name]]),
  );
}

function requestOf(values: OrganisationValues): UpdateSettingsDto {
  const { organisationName, uploadBytes, quotaBytes, profileFields, newcomerGroups, ...choices } = values;
  return {
    ...(choices as Pick<OrganisationSettingsDto, ChoiceName>),
    organisationName: organisationName.trim() || null,
    uploadBytes: bytesOf(uploadBytes, MEGABYTE),
    quotaBytes: bytesOf(quotaBytes, GIGABYTE),
    profileFields: withKeys(profileFields),
    newcomerGroups: [...newcomerGroups],
  };
}

/** A field that is new is kept under what it is called, in the letters of a key. */
function withKeys(fields: readonly ProfileFieldDto[]): ProfileFieldDto[] {
  const taken = new Set(fields.map(({ key }) => key));
  return fields.flatMap(({ key, label }) => {
    const name = label.trim();
    if (name === '') return [];
    const chosen = key || freeKey(name, taken);
    taken.add(chosen);
    return [{ key: chosen, label: name }];
  });
}

function freeKey(label: string, taken: ReadonlySet<string>): string {
  const plain = label.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '');
  const letters =
    plain
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, LONGEST_KEY - 3) || 'field';
  for (let n = 1; ; n++) {
    const key = n === 1 ? letters : `${letters}-${n}`;
    if (!taken.has(key)) return key;
  }
}

function sizeIn(bytes: number, unit: number): string {
  return String(Math.round((bytes / unit) * 1_000) / 1_000);
}

function bytesOf(size: string, unit: number): number {
  return Math.round(Number(size.trim().replace(',', '.')) * unit);
}
