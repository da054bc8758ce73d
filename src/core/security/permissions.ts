/** What a route can ask for. Whose rows are meant is decided by the services; this says only what kind of act it is. */
export enum Permission {
  AccountOwn = 'account.own',
  DirectoryRead = 'directory.read',
  ConversationRead = 'conversation.read',
  ConversationWrite = 'conversation.write',
  MessageRead = 'message.read',
  MessageSend = 'message.send',
  /** Delete anybody's message for everyone; audited. */
  MessageModerate = 'message.moderate',
  UserRead = 'user.read',
  UserManage = 'user.manage',
  InviteManage = 'invite.manage',
  SettingsManage = 'settings.manage',
  /** Make staff and superusers. */
  RoleGrant = 'role.grant',
}

const EVERYBODY: readonly Permission[] = [
  Permission.AccountOwn,
  Permission.DirectoryRead,
  Permission.ConversationRead,
  Permission.ConversationWrite,
  Permission.MessageRead,
  Permission.MessageSend,
];
const STAFF: readonly Permission[] = [
  ...EVERYBODY,
  Permission.UserRead,
  Permission.UserManage,
  Permission.InviteManage,
];
const SUPERUSERS: readonly Permission[] = Object.values(Permission);

const sets = {
  everybody: new Set(EVERYBODY),
  staff: new Set(STAFF),
  superusers: new Set(SUPERUSERS),
};

/** False for what only staff or superusers may do. */
export function isForEverybody(permission: Permission): boolean {
  return sets.everybody.has(permission);
}

/** The permissions that the two flags of an account give. */
export function permissionsOf(flags: { isStaff: boolean; isSuperuser: boolean }): ReadonlySet<Permission> {
  if (flags.isSuperuser) return sets.superusers;
  return flags.isStaff ? sets.staff : sets.everybody;
}
