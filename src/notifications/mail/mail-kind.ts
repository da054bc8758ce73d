/** Why somebody is mailed of what they have not read: it waits for long, or the time of their digest has come. */
export const MAIL_KINDS = ['unread', 'digest'] as const;
export type MailKind = (typeof MAIL_KINDS)[number];
