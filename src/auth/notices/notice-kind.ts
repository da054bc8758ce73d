/**
 * What somebody is told about their own account: a sign-in from a device that was never used before, another password,
 * another e-mail address, other roles.
 */
export const NOTICE_KINDS = ['device_new', 'password_changed', 'email_changed', 'roles_changed'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];
