/**
 * What somebody is told about their own account: a sign-in from a device that was never used before, another password,
 * another e-mail address, other roles, another second factor, a recovery code that was used.
 */
export const NOTICE_KINDS = [
  ...(['device_new', 'password_changed', 'email_changed', 'roles_changed'] as const),
  ...(['factor_added', 'factor_removed', 'factor_reset', 'recovery_code_used'] as const),
  ...(['passkey_added', 'passkey_removed'] as const),
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];
