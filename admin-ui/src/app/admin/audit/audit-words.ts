import type { AuditEntryDto } from '../../api/models/audit-entry-dto';
import type { PlainKey } from '../../core/words/catalogue';
import { t } from '../../core/words/words';

const ACTIONS: Readonly<Record<string, PlainKey>> = {
  'access.denied': 'act.access.denied',
  'audit.exported': 'act.audit.exported',
  'conversation.deleted': 'act.conversation.deleted',
  'conversation.taken-over': 'act.conversation.takenOver',
  'failed-job.dismissed': 'act.failedJob.dismissed',
  'failed-job.retried': 'act.failedJob.retried',
  'invite.created': 'act.invite.created',
  'invite.revoked': 'act.invite.revoked',
  'job.cancelled': 'act.job.cancelled',
  'job.started': 'act.job.started',
  'job.stopped': 'act.job.stopped',
  'mail.tested': 'act.mail.tested',
  'message.deleted-for-everyone': 'act.message.deletedForEveryone',
  'owner.rescued': 'act.owner.rescued',
  'password.changed': 'act.password.changed',
  'password.link-mailed': 'act.password.linkMailed',
  'password.refused': 'act.password.refused',
  'password.reset': 'act.password.reset',
  'passkey.added': 'act.passkey.added',
  'passkey.copied': 'act.passkey.copied',
  'passkey.removed': 'act.passkey.removed',
  'recovery-code.used': 'act.recoveryCode.used',
  'recovery-codes.renewed': 'act.recoveryCodes.renewed',
  'second-factor.added': 'act.secondFactor.added',
  'second-factor.refused': 'act.secondFactor.refused',
  'second-factor.removed': 'act.secondFactor.removed',
  'user.factor-reset': 'act.user.factorReset',
  'report.acted': 'act.report.acted',
  'report.dismissed': 'act.report.dismissed',
  'report.reopened': 'act.report.reopened',
  'report.viewed': 'act.report.viewed',
  'role.created': 'act.role.created',
  'role.deleted': 'act.role.deleted',
  'role.updated': 'act.role.updated',
  'team.created': 'act.team.created',
  'team.deleted': 'act.team.deleted',
  'team.updated': 'act.team.updated',
  'server.set-up': 'act.server.setUp',
  'session.ended': 'act.session.ended',
  'session.others-ended': 'act.session.othersEnded',
  'session.started': 'act.session.started',
  'session.token-reused': 'act.session.tokenReused',
  'settings.updated': 'act.settings.updated',
  'storage.tested': 'act.storage.tested',
  'sign-in.failed': 'act.signIn.failed',
  'support-bundle.exported': 'act.supportBundle.exported',
  'user.anonymised': 'act.user.anonymised',
  'user.created': 'act.user.created',
  'user.deactivated': 'act.user.deactivated',
  'user.password-link-created': 'act.user.passwordLinkCreated',
  'user.reactivated': 'act.user.reactivated',
  'user.registered': 'act.user.registered',
  'user.role-changed': 'act.user.roleChanged',
  'user.role-granted': 'act.user.roleGranted',
  'user.role-taken': 'act.user.roleTaken',
  'user.signed-out': 'act.user.signedOut',
  'user.unlocked': 'act.user.unlocked',
  'user.updated': 'act.user.updated',
  'user.warned': 'act.user.warned',
  'users.exported': 'act.users.exported',
};

const OUTCOMES = { refused: 'audit.refused', failed: 'audit.failed' } as const;

/** What was done, in words; an act that this version does not know is called as it is. */
export function actionText(action: string): string {
  const key = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
  return key ? t(key) : action;
}

/** That it was not done; nothing where it was. */
export function outcomeText({ outcome }: Pick<AuditEntryDto, 'outcome'>): string {
  return outcome === 'success' ? '' : t(OUTCOMES[outcome]);
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What it was done to, where that is not a person: its name where one is on record; an id alone says nothing. */
export function targetText({ target, before, after }: Pick<AuditEntryDto, 'target' | 'before' | 'after'>): string {
  // What a group is called is its subject.
  const name: unknown = after?.['name'] ?? before?.['name'] ?? after?.['subject'] ?? before?.['subject'];
  if (typeof name === 'string') return name;
  return UUID.test(target) || target === 'unknown' ? '' : target;
}
