import type { NoticeKind } from '../../api/models/notice-kind';
import type { PlainKey } from './catalogue';

/** What happened to an account, in a few words. */
export const NOTICE_WORDS: Readonly<Record<NoticeKind, PlainKey>> = {
  device_new: 'security.device_new',
  password_changed: 'security.password_changed',
  email_changed: 'security.email_changed',
  roles_changed: 'security.roles_changed',
  factor_added: 'security.factor_added',
  factor_removed: 'security.factor_removed',
  factor_reset: 'security.factor_reset',
  recovery_code_used: 'security.recovery_code_used',
  passkey_added: 'security.passkey_added',
  passkey_removed: 'security.passkey_removed',
  warned: 'security.warned',
  report_closed: 'security.report_closed',
};
