/**
 * What somebody is told about their own account: a sign-in from a device that was never used before, another password,
 * another e-mail address, other roles, another second factor, a recovery code that was used; that a moderator warns them, and that
 * somebody looked at what they reported.
 */
export const NOTICE_KINDS = [
  ...(['device_new', 'password_changed', 'email_changed', 'roles_changed'] as const),
  ...(['factor_added', 'factor_removed', 'factor_reset', 'recovery_code_used'] as const),
  ...(['passkey_added', 'passkey_removed'] as const),
  ...(['warned', 'report_closed'] as const),
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** What is not worth a mail: it is said where somebody reported something. */
export type MailedKind = Exclude<NoticeKind, 'report_closed'>;

export function isMailed(kind: NoticeKind): kind is MailedKind {
  return kind !== 'report_closed';
}
