import { Injectable } from '@nestjs/common';
import { type Tx, UnitOfWork } from '../../core/database/unit-of-work.js';
import { ServiceUnavailable } from '../../core/errors/request-problems.js';
import type { Principal } from '../../core/security/principal.js';
import { GroupSuccession } from '../../messages/members/group-succession.js';
import type { Account } from '../../users/account.js';
import { Accounts } from '../../users/accounts.js';

/** More would mean that somebody changes owners all the time. */
const ATTEMPTS = 5;

/** An account that is about to lose its sign-in, with all superusers: both locked until the transaction ends. */
export interface ClosingAccount {
  readonly actor: Account | undefined;
  readonly target: Account | undefined;
  /** Who could still act when a superuser goes; of anybody else it is not asked. */
  readonly ableSuperusers: readonly Pick<Account, 'id'>[];
  /** Hands over the groups that would be left without an owner; how many they are. */
  handOver(): Promise<number>;
}

/** The heirs were read before the accounts were locked, and are others now. */
class PlanOutdated extends Error {}

/**
 * Runs what takes the sign-in from an account, so that no group is left without an owner: their groups are locked first, then
 * the accounts, the heirs among them; and all of it begins anew where something changed in between.
 */
@Injectable()
export class AccountClosing {
  constructor(
    private readonly accounts: Accounts,
    private readonly succession: GroupSuccession,
    private readonly work: UnitOfWork,
  ) {}

  /** Throws what `work` does, ValidationFailed for heirs who cannot be, or ServiceUnavailable. */
  run<T>(
    principal: Principal,
    id: string,
    heirs: Readonly<Record<string, string>>,
    work: (tx: Tx, closing: ClosingAccount) => Promise<T>,
  ): Promise<T> {
    return this.transaction((tx) => this.runIn(tx, principal, id, heirs, work));
  }

  /** A transaction in which `runIn` may be called: it begins anew where owners changed meanwhile. Throws as `run` does. */
  async transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        return await this.work.run(work);
      } catch (error) {
        if (!(error instanceof PlanOutdated)) throw error;
      }
    }
    throw new ServiceUnavailable('The owners of their groups are changing right now. Nothing was changed.');
  }

  /** The same in a transaction of the caller's, which fails and has to begin anew where owners changed meanwhile. */
  async runIn<T>(
    tx: Tx,
    { userId: actorId }: Pick<Principal, 'userId'>,
    id: string,
    heirs: Readonly<Record<string, string>>,
    work: (tx: Tx, closing: ClosingAccount) => Promise<T>,
  ): Promise<T> {
    const plan = await this.succession.plan(tx, id, heirs);
    const involved = [actorId, id, ...plan.transfers.map(({ heirId }) => heirId)];
    const locked = await this.accounts.lockWithSuperusers(tx, involved);
    return work(tx, {
      actor: locked.get(actorId),
      target: locked.get(id),
      ableSuperusers: locked.get(id)?.isSuperuser ? await this.accounts.superusersAbleToSignIn(tx) : [],
      handOver: async () => {
        if (!(await this.succession.isStillSo(tx, plan))) throw new PlanOutdated();
        await this.succession.carryOut(tx, plan, actorId);
        return plan.transfers.length;
      },
    });
  }
}
