import { Injectable } from '@nestjs/common';
import { type Tx, UnitOfWork } from '../core/database/unit-of-work.js';
import type { Principal } from '../core/security/principal.js';
import { MessageLocks } from '../messages/changing/message-locks.js';
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
    return this.change(principal, place, true);
  }

  /** Throws as `pin` does, but never because there are too many. */
  unpin(principal: Principal, place: MessagePlace): Promise<void> {
    return this.change(principal, place, false);
  }

  private async change(principal: Principal, place: MessagePlace, added: boolean): Promise<void> {
    const { conversationId, seq } = place;
    await this.conversations.requireMembership(principal, conversationId);
    await this.work.run(async (tx) => {
      await this.requirePinnable(tx, principal, place);
      if ((await this.pins.isPinned(tx, place)) === added) return;
      if (added && (await this.pins.count(tx, conversationId)) >= MAX_PINS) throw new TooManyPins();
      await (added ? this.pins.add(tx, place, principal.userId) : this.pins.remove(tx, [place]));
      await this.log.append(tx, conversationId, {
        kind: 'message',
        seq,
        part: { bit: PINNED_PART.bit, isThere: added },
        cause: { kind: 'pinned', userId: principal.userId, added },
      });
    });
  }

  /** From here on nothing of it changes until the transaction ends. */
  private async requirePinnable(tx: Tx, principal: Principal, { conversationId, seq }: MessagePlace): Promise<void> {
    const message = await this.locks.lock(tx, principal, conversationId, seq);
    if (message.conversationKind === 'group' && message.role === 'member') {
      throw new RoleRequired('Ask an owner or an admin of this group to pin messages.');
    }
    if (message.deletedAt) throw new MessageDeleted();
    if (message.kind !== 0) throw new NotForPins();
  }
}
