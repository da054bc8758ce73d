import type { PermissionDto } from '../../api/models/permission-dto';
import type { RoleDto } from '../../api/models/role-dto';
import { problemOf } from '../../core/problem';
import type { PlainKey } from '../../core/words/catalogue';
import { listed, t } from '../../core/words/words';

const BUILT_IN: Readonly<Record<string, { readonly name: PlainKey; readonly text: PlainKey }>> = {
  member: { name: 'role.member', text: 'role.memberText' },
  staff: { name: 'role.admin', text: 'role.adminText' },
  superuser: { name: 'role.owner', text: 'role.ownerText' },
  auditor: { name: 'role.auditor', text: 'role.auditorText' },
  support: { name: 'role.support', text: 'role.supportText' },
};

const PERMISSIONS: Readonly<Record<string, PlainKey>> = {
  'account.own': 'permission.account.own',
  'attachment.read': 'permission.attachment.read',
  'attachment.upload': 'permission.attachment.upload',
  'audit.export': 'permission.audit.export',
  'audit.read': 'permission.audit.read',
  'report.manage': 'permission.report.manage',
  'conversation.manage': 'permission.conversation.manage',
  'conversation.read': 'permission.conversation.read',
  'conversation.write': 'permission.conversation.write',
  'directory.read': 'permission.directory.read',
  'health.manage': 'permission.health.manage',
  'health.read': 'permission.health.read',
  'invite.manage': 'permission.invite.manage',
  'message.moderate': 'permission.message.moderate',
  'message.pin': 'permission.message.pin',
  'message.react': 'permission.message.react',
  'message.read': 'permission.message.read',
  'message.send': 'permission.message.send',
  'role.manage': 'permission.role.manage',
  'session.manage': 'permission.session.manage',
  'settings.manage': 'permission.settings.manage',
  'statistics.read': 'permission.statistics.read',
  'team.manage': 'permission.team.manage',
  'team.read': 'permission.team.read',
  'user.anonymise': 'permission.user.anonymise',
  'user.export': 'permission.user.export',
  'user.import': 'permission.user.import',
  'user.manage': 'permission.user.manage',
  'user.read': 'permission.user.read',
  'user.resetFactor': 'permission.user.resetFactor',
};

/** What people call a role: those that come with Parley have a name in every language. */
export function roleName({ key, name, builtIn }: Pick<RoleDto, 'key' | 'name' | 'builtIn'>): string {
  const words = builtIn ? BUILT_IN[key] : undefined;
  return words ? t(words.name) : name;
}

/** What a role is for. */
export function roleText({ key, description, builtIn }: Pick<RoleDto, 'key' | 'description' | 'builtIn'>): string {
  const words = builtIn ? BUILT_IN[key] : undefined;
  return words ? t(words.text) : description;
}

/** Why a role was not changed, given or taken; which permissions are missing is named. */
export function roleProblemText(thrown: unknown): string {
  const { detail, missing = [] } = problemOf(thrown);
  const permissions = missing.map((name) => permissionText({ name, description: name }));
  return permissions.length === 0 ? detail : t('roles.notHeld', { permissions: listed(permissions) });
}

/** What a permission lets people do; one that this version does not know says so in the server's own words. */
export function permissionText({ name, description }: Pick<PermissionDto, 'name' | 'description'>): string {
  const key = PERMISSIONS[name];
  return key ? t(key) : description;
}
