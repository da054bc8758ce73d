import { Injectable } from '@nestjs/common';
import { HealthParts, type PartReport } from '../health/health-parts.js';
import { Mailer } from './mailer.js';

/** Whether the mail server took the last mail of this node. */
@Injectable()
export class MailHealth {
  constructor(mailer: Mailer, parts: HealthParts) {
    parts.register('mail', () => judgeMail(mailer));
  }
}

export function judgeMail({
  off,
  lastSentAt,
  lastFailedAt,
}: Pick<Mailer, 'off' | 'lastSentAt' | 'lastFailedAt'>): PartReport {
  if (off !== undefined) return { state: 'ok', reason: 'mail_off', detail: 'Mail is not set up.' };
  const facts = {
    ...(lastSentAt && { lastSentAt: secondsOf(lastSentAt) }),
    ...(lastFailedAt && { lastFailedAt: secondsOf(lastFailedAt) }),
  };
  if (lastFailedAt && (!lastSentAt || lastSentAt < lastFailedAt)) {
    const detail = `The mail server has not taken any mail since ${lastFailedAt.toISOString()}.`;
    return { state: 'degraded', reason: 'mail_failed', detail, facts };
  }
  if (!lastSentAt) return { state: 'ok', reason: 'nothing_sent', detail: 'This node has sent no mail yet.', facts };
  return { state: 'ok', reason: 'ok', detail: `The last mail was taken at ${lastSentAt.toISOString()}.`, facts };
}

/** As Prometheus writes times. */
function secondsOf(at: Date): number {
  return Math.round(at.getTime() / 1_000);
}
