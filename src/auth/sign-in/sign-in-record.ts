import { Injectable } from '@nestjs/common';
import { Counter } from 'prom-client';
import { type AuditedAct, AuditTrail } from '../../audit/audit-trail.js';
import { type Tx, UnitOfWork } from '../../core/database/unit-of-work.js';
import { CopiedPasskey } from '../second-factor/factor-checks.js';
import type { WrongCode } from '../second-factor/second-factor.errors.js';
import type { ClientInfo } from '../../core/http/client-info.js';
import { Metrics } from '../../core/metrics/metrics.js';
import { SIGN_INS } from './sign-in.series.js';

/** Nothing of what was typed, nor a hash, which could be guessed: people type their password into the wrong field. */
const NOBODY = { targetType: 'login', targetId: 'unknown' };

/** What stays on record of passwords: that they failed or changed, never what they were. */
@Injectable()
export class SignInRecord {
  private readonly signIns: Counter;

  constructor(
    private readonly audit: AuditTrail,
    private readonly work: UnitOfWork,
    { registry }: Metrics,
  ) {
    this.signIns = new Counter({
      name: SIGN_INS.metric,
      help: 'Sign-ins with a password on this node, by outcome.',
      labelNames: ['outcome'],
      registers: [registry],
    });
  }

  /** Counts a sign-in, of which only the first failure of a source is written down. */
  count(outcome: 'succeeded' | 'failed'): void {
    this.signIns.inc({ outcome });
  }

  /** In a transaction of its own: there is none of a failure. The same work whether or not there is such an account. */
  signInFailed(userId: string | undefined, client: ClientInfo): Promise<void> {
    const target = userId === undefined ? NOBODY : { targetType: 'user', targetId: userId };
    return this.alone({ actorId: null, action: 'sign-in.failed', outcome: 'failed', ...target, ...client });
  }

  /** The password was right, and what was to come after it was wrong; or a passkey was. */
  factorRefused(userId: string, error: WrongCode, client: ClientInfo): Promise<void> {
    const act = { ...ofPerson(userId), actorId: null, outcome: 'failed', ...client } as const;
    if (error instanceof CopiedPasskey) return this.alone({ ...act, action: 'passkey.copied' });
    return this.alone({ ...act, action: 'second-factor.refused' });
  }

  /** A session did not know its own password. */
  passwordRefused(userId: string, client: ClientInfo): Promise<void> {
    return this.alone({ ...ofPerson(userId), action: 'password.refused', outcome: 'refused', ...client });
  }

  passwordChanged(tx: Tx, userId: string, client: ClientInfo): Promise<void> {
    return this.audit.record(tx, { ...ofPerson(userId), action: 'password.changed', ...client });
  }

  /** Somebody who is not signed in asked for it; only whoever reads the mail can use it. */
  passwordLinkMailed(tx: Tx, userId: string, client: ClientInfo): Promise<void> {
    return this.audit.record(tx, { ...ofPerson(userId), actorId: null, action: 'password.link-mailed', ...client });
  }

  /** By a link: one that was handed over, or mailed. */
  passwordReset(tx: Tx, userId: string, client: ClientInfo): Promise<void> {
    return this.audit.record(tx, { ...ofPerson(userId), actorId: null, action: 'password.reset', ...client });
  }

  private alone(act: AuditedAct): Promise<void> {
    return this.work.run((tx) => this.audit.record(tx, act));
  }
}

function ofPerson(userId: string) {
  return { actorId: userId, targetType: 'user', targetId: userId };
}
