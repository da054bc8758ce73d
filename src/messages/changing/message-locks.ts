import { Injectable } from '@nestjs/common';
import type { Tx } from '../../core/database/unit-of-work.js';
import type { Principal } from '../../core/security/principal.js';
import { MessageNotFound } from '../messages.errors.js';
import { type LockedMessage, MessageChangingRepository } from './message-changing.repository.js';

/** For features that change what they have on a message: it stays as it is judged until their transaction ends. */
@Injectable()
export class MessageLocks {
  constructor(private readonly repository: MessageChangingRepository) {}

  /** Locks its conversation; throws MessageNotFound unless this person sees it now. */
  async lock(
    tx: Tx,
    { userId }: Principal,
    conversationId: string,
    seq: number,
  ): Promise<Pick<LockedMessage, 'kind' | 'deletedAt' | 'conversationKind' | 'role'>> {
    const message = await this.repository.lock(tx, conversationId, userId, seq);
    if (!message || message.isHidden) throw new MessageNotFound();
    return message;
  }
}
