import { Injectable } from '@nestjs/common';
import { type Tx, UnitOfWork } from '../core/database/unit-of-work.js';
import type { Principal } from '../core/security/principal.js';
import { MessageLocks, type MessageStanding } from '../messages/changing/message-locks.js';
import { RoleRequired } from '../messages/conversations/conversations.errors.js';
import { ConversationsService } from '../messages/conversations/conversations.service.js';
import { ConversationLog } from '../messages/log/conversation-log.js';
import { MessageDeleted } from '../messages/messages.errors.js';
import type { MessagePlace } from '../messages/shape/message-parts.js';
import { NotForPins, TooManyPins } from './pins.errors.js';
import { MAX_PINS } from './pins.limits.js';
import { PINNED_PART } from './pins-part.js';
import { PinsRepository } from './pins.repository.js';

/**
 * Owners and admins of a group, and both people of a direct conversation, pin messages for everybody. Doing it again changes
 * nothing.
 */
@Injectable()
export class PinsService {
  constructor(
    private readonly pins: PinsRepository,
    private readonly conversations: ConversationsService,
    private readonly locks: MessageLocks,
    private readonly log: ConversationLog,
    private readonly work: UnitOfWork,
  ) {}

  /** Throws TooManyPins, RoleRequired, or what says that there is nothing to pin. */
  pin(principal: Principal, place: MessagePlace): Promise<void> {
    return this.change(principal, place, async (tx) => {
      requirePinnable(await this.locks.lock(tx, principal, place.conversationId, place.seq));
      if (await this.pins.isPinned(tx, place)) return undefined;
      if ((await this.pins.count(tx, place.conversationId)) >= MAX_PINS) throw new TooManyPins();
      await this.pins.add(tx, place, principal.userId);
      return 'pinned';
    });
  }

  /** Throws as `pin` does, but never because there are too many; what is pinned need not be visible to whoever takes it off. */
  unpin(principal: Principal, place: MessagePlace): Promise<void> {
    return this.change(principal, place, async (tx) => {
      if (!(await this.lockPinned(tx, principal, place))) return undefined;
      await this.pins.remove(tx, [place]);
      return 'unpinned';
    });
  }

  /** Tells of what `act` did under the lock of the conversation; undefined: nothing. */
  private async change(
    principal: Principal,
    { conversationId, seq }: MessagePlace,
    act: (tx: Tx) => Promise<'pinned' | 'unpinned' | undefined>,
  ): Promise<void> {
    await this.conversations.requireMembership(principal, conversationId);
    await this.work.run(async (tx) => {
      const done = await act(tx);
      if (!done) return;
      const added = done === 'pinned';
      await this.log.append(tx, conversationId, {
        kind: 'message',
        seq,
        part: { bit: PINNED_PART.bit, isThere: added },
        cause: { kind: 'pinned', userId: principal.userId, added },
      });
    });
  }

  /** Whether it is pinned; from here on nothing of it changes until the transaction ends. */
  private async lockPinned(tx: Tx, principal: Principal, place: MessagePlace): Promise<boolean> {
    const { conversationId, seq } = place;
    requirePinnable(await this.locks.lockUnseen(tx, principal, conversationId, seq));
    const isPinned = await this.pins.isPinned(tx, place);
    // Of what is not pinned nobody hears more than they see.
    if (!isPinned) await this.locks.lock(tx, principal, conversationId, seq);
    return isPinned;
  }
}

function requirePinnable(message: MessageStanding): void {
  if (message.conversationKind === 'group' && message.role === 'member') {
    throw new RoleRequired('Ask an owner or an admin of this group to pin messages.');
  }
  if (message.deletedAt) throw new MessageDeleted();
  if (message.kind !== 0) throw new NotForPins();
}
