import type { AnnouncementDto } from '../../api/models/announcement-dto';
import type { DescribedSettingDto } from '../../api/models/described-setting-dto';
import type { SettingGroup } from '../../api/models/setting-group';
import { fullTime } from '../../core/times';
import type { PlainKey } from '../../core/words/catalogue';
import { t } from '../../core/words/words';

interface SettingWords {
  readonly label: PlainKey;
  readonly hint?: PlainKey;
  /** What the words of a choice mean. */
  readonly choices?: Readonly<Record<string, { readonly label: PlainKey; readonly hint?: PlainKey }>>;
}

const WINDOWS: SettingWords['choices'] = {
  off: { label: 'organisation.window.off' },
  '15m': { label: 'organisation.window.15m' },
  '1h': { label: 'organisation.window.1h' },
  '24h': { label: 'organisation.window.24h' },
  '48h': { label: 'organisation.window.48h' },
  unlimited: { label: 'organisation.window.unlimited' },
};

const KNOWN: Readonly<Record<string, SettingWords>> = {
  organisationName: { label: 'organisation.name', hint: 'organisation.nameHint' },
  organisationLogo: { label: 'setting.logo', hint: 'setting.logoHint' },
  accentColour: { label: 'setting.accent', hint: 'setting.accentHint' },
  announcement: { label: 'setting.announcement', hint: 'setting.announcementHint' },
  registration: {
    label: 'organisation.registration',
    choices: {
      invite: { label: 'organisation.registration.invite', hint: 'organisation.registration.inviteHint' },
      open: { label: 'organisation.registration.open', hint: 'organisation.registration.openHint' },
      closed: { label: 'organisation.registration.closed', hint: 'organisation.registration.closedHint' },
    },
  },
  profileFields: { label: 'organisation.fields', hint: 'organisation.fieldsHint' },
  newcomerGroups: { label: 'newcomers.title', hint: 'newcomers.hint' },
  passwordMinLength: { label: 'setting.password', hint: 'setting.passwordHint' },
  sessionDays: { label: 'setting.session', hint: 'setting.sessionHint' },
  secondFactorRequiredRoles: {
    label: 'setting.factorRoles',
    hint: 'setting.factorRolesHint',
    choices: {
      member: { label: 'role.member' },
      staff: { label: 'role.admin' },
      superuser: { label: 'role.owner' },
      auditor: { label: 'role.auditor' },
      support: { label: 'role.support' },
    },
  },
  secondFactorGraceDays: { label: 'setting.factorGrace', hint: 'setting.factorGraceHint' },
  pushServices: {
    label: 'setting.push',
    choices: {
      known: { label: 'setting.push.known', hint: 'setting.push.knownHint' },
      added: { label: 'setting.push.added', hint: 'setting.push.addedHint' },
    },
  },
  pushHosts: { label: 'setting.pushHosts', hint: 'setting.pushHostsHint' },
  readReceipts: {
    label: 'organisation.receipts',
    choices: {
      choice: { label: 'organisation.receipts.choice', hint: 'organisation.receipts.choiceHint' },
      on: { label: 'organisation.receipts.on', hint: 'organisation.receipts.onHint' },
      off: { label: 'organisation.receipts.off', hint: 'organisation.receipts.offHint' },
    },
  },
  deleteWindow: { label: 'organisation.deleteWindow', choices: WINDOWS },
  editWindow: { label: 'organisation.editWindow', choices: WINDOWS },
  uploadBytes: { label: 'organisation.upload', hint: 'organisation.uploadHint' },
  quotaBytes: { label: 'organisation.quota', hint: 'organisation.quotaHint' },
  uploadKinds: {
    label: 'setting.uploadKinds',
    choices: {
      all: { label: 'setting.uploadKinds.all' },
      noPrograms: { label: 'setting.uploadKinds.noPrograms' },
      mediaAndDocuments: { label: 'setting.uploadKinds.mediaAndDocuments' },
      pictures: { label: 'setting.uploadKinds.pictures' },
    },
  },
};

const GROUPS: Readonly<Record<SettingGroup, PlainKey>> = {
  organisation: 'setting.group.organisation',
  people: 'setting.group.people',
  security: 'setting.group.security',
  messages: 'setting.group.messages',
  files: 'setting.group.files',
  other: 'setting.group.other',
  server: 'setting.group.server',
};

/** One of those that a setting can be. */
export interface SettingChoice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}

/** What a setting is called; one that this version does not know is called by its key. */
export function settingLabel(key: string): string {
  const known = wordsOf(key);
  return known ? t(known.label) : key;
}

/** What a setting is for; the server's words where there are no others. */
export function settingHint({ key, description }: DescribedSettingDto): string {
  const known = wordsOf(key);
  if (!known) return description;
  return known.hint ? t(known.hint) : '';
}

export function groupLabel(group: SettingGroup): string {
  return t(GROUPS[group]);
}

/** In the order of the page. */
export function choicesOf({ key, choices = [] }: DescribedSettingDto): readonly SettingChoice[] {
  const known = wordsOf(key)?.choices ?? {};
  const inOrder = [...Object.keys(known).filter((value) => choices.includes(value)), ...choices];
  return [...new Set(inOrder)].map((value) => {
    const words = known[value];
    return { value, label: words ? t(words.label) : value, ...(words?.hint && { hint: t(words.hint) }) };
  });
}

/** A value as people read it. */
export function valueInWords(key: string, value: unknown): string {
  if (value === null || value === '') return t('setting.nothing');
  if (typeof value === 'boolean') return t(value ? 'setting.on' : 'setting.off');
  if (key === 'uploadBytes') return `${shortened(Number(value) / 1024 ** 2)} MB`;
  if (key === 'quotaBytes') return `${shortened(Number(value) / 1024 ** 3)} GB`;
  if (key === 'announcement') return announcementInWords(value as AnnouncementDto);
  const choice = typeof value === 'string' ? wordsOf(key)?.choices?.[value] : undefined;
  if (choice) return t(choice.label);
  if (!Array.isArray(value)) return typeof value === 'object' ? JSON.stringify(value) : String(value);
  if (value.length === 0) return t('setting.nothing');
  const words = wordsOf(key)?.choices ?? {};
  const inWords = (one: string) => (words[one] ? t(words[one].label) : one);
  return value.map((one: unknown) => (typeof one === 'string' ? inWords(one) : labelIn(one))).join(', ');
}

/** Whether somebody who looks for these words means this setting. */
export function isMeant(setting: DescribedSettingDto, search: string): boolean {
  const { key, group, description } = setting;
  const choices = choicesOf(setting).map(({ label }) => label);
  const all = [key, settingLabel(key), settingHint(setting), description, groupLabel(group), ...choices];
  const text = all.join(' ').toLocaleLowerCase();
  const words = search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return words.every((word) => text.includes(word));
}

function wordsOf(key: string): SettingWords | undefined {
  return Object.hasOwn(KNOWN, key) ? KNOWN[key] : undefined;
}

function announcementInWords({ text, until }: AnnouncementDto): string {
  return until ? `${text} (${fullTime(until)})` : text;
}

function labelIn(one: unknown): string {
  const { label } = Object(one) as { label?: unknown };
  return typeof label === 'string' ? label : JSON.stringify(one);
}

function shortened(size: number): number {
  return Math.round(size * 1_000) / 1_000;
}
