import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import type { Tx } from '../../core/database/unit-of-work.js';
import { ValidationFailed } from '../../core/errors/request-problems.js';
import { ConversationLog } from '../log/conversation-log.js';
import { MyStateService } from '../mine/my-state.service.js';
import { type OwnedGroup, SuccessionRepository, type Transfer } from './succession.repository.js';

export type { Transfer } from './succession.repository.js';

/** The groups of an owner, as many as are listed, and how many there are. */
export interface OwnedGroups {
  readonly groups: readonly OwnedGroup[];
  readonly owned: number;
  readonly onlyOwnerOf: number;
}

/** Who takes over what when an owner goes; it holds as long as the rows that it was read from are locked. */
export interface SuccessionPlan {
  readonly userId: string;
  readonly named: readonly Transfer[];
  readonly transfers: readonly Transfer[];
}

/**
 * Sees to it that no group is left without an owner who can sign in when somebody cannot any more. Whoever takes that right
 * away makes a plan, which locks the groups; then locks the accounts, the heirs among them; asks whether the plan still holds;
 * and carries it out. Groups are locked before accounts everywhere.
 */
@Injectable()
export class GroupSuccession {
  constructor(
    private readonly succession: SuccessionRepository,
    private readonly log: ConversationLog,
    private readonly myState: MyStateService,
  ) {}

  /** What somebody owns, those groups first that have no other owner. */
  async owned(userId: string, limit: number): Promise<OwnedGroups> {
    const { groups, counts } = await this.succession.owned(userId, limit);
    return { groups, ...counts };
  }

  /** Locks what this person owns. Throws ValidationFailed, naming each heir who is not in the group or cannot sign in. */
  async plan(tx: Tx, userId: string, heirs: Readonly<Record<string, string>>): Promise<SuccessionPlan> {
    const named = Object.entries(heirs).map(([id, heir]) => ({
      conversationId: id.toLowerCase(),
      heirId: heir.toLowerCase(),
    }));
    const owned = await this.succession.ownedIds(tx, userId);
    if (owned.length > 0) await this.log.lock(tx, owned);
    return { userId, named, transfers: await this.transfers(tx, userId, named, owned) };
  }

  /** False when somebody became an owner, or could not sign in any more, before the accounts were locked. */
  async isStillSo(tx: Tx, { userId, named, transfers }: SuccessionPlan): Promise<boolean> {
    const owned = await this.succession.ownedIds(tx, userId);
    return isDeepStrictEqual(await this.transfers(tx, userId, named, owned), transfers);
  }

  /** Makes the heirs owners; everybody in each group sees a line that says so. */
  async carryOut(tx: Tx, { transfers }: SuccessionPlan, actorId: string): Promise<void> {
    if (transfers.length === 0) return;
    await this.succession.makeOwners(tx, transfers);
    for (const { conversationId, heirId } of transfers) {
      const event = { event: 'role_changed' as const, actorId, userIds: [heirId], value: 'owner' };
      await this.log.append(tx, conversationId, { kind: 'line', event });
      await this.myState.tellOf(tx, conversationId, heirId);
    }
  }

  private async transfers(
    tx: Tx,
    userId: string,
    named: readonly Transfer[],
    owned: readonly string[],
  ): Promise<Transfer[]> {
    // Most people own nothing, which is quicker to see than who would follow them.
    if (owned.length === 0) return [];
    const outlook = await this.succession.outlook(tx, userId, named);
    const detail = 'Name somebody who is in this group and can sign in.';
    const errors = outlook
      .filter(({ isValid }) => !isValid)
      .map(({ conversationId }) => ({ pointer: `/heirs/${conversationId}`, code: 'cannot_take_over', detail }));
    if (errors.length > 0) throw new ValidationFailed(errors);
    return outlook.map(({ conversationId, heirId }) => ({ conversationId, heirId }));
  }
}
