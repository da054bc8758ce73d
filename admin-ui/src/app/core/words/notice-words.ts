import type { NoticeKind } from '../../api/models/notice-kind';
import type { PlainKey } from './catalogue';

/** What happened to an account, in a few words. */
export const NOTICE_WORDS: Readonly<Record<NoticeKind, PlainKey>> = {
  device_new: 'security.device_new',
  password_changed: 'security.password_changed',
  email_changed: 'security.email_changed',
  roles_changed: 'security.roles_changed',
  warned: 'security.warned',
  report_closed: 'security.report_closed',
};
