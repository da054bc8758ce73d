import { Injectable } from '@nestjs/common';
import type { Tx } from '../../core/database/unit-of-work.js';
import type { Principal } from '../../core/security/principal.js';
import { MessageNotFound } from '../messages.errors.js';
import { MessageChangingRepository, type MessageStanding } from './message-changing.repository.js';

export type { MessageStanding };

/** For features that change what they have on a message: it stays as it is judged until their transaction ends. */
@Injectable()
export class MessageLocks {
  constructor(private readonly repository: MessageChangingRepository) {}

  /** Locks its conversation; throws MessageNotFound unless this person sees it now. */
  async lock(tx: Tx, { userId }: Principal, conversationId: string, seq: number): Promise<MessageStanding> {
    const message = await this.repository.lock(tx, conversationId, userId, seq);
    if (!message || message.isHidden) throw new MessageNotFound();
    return message;
  }

  /** The same for who takes something off a message by right, also one that was written before they came. */
  async lockUnseen(tx: Tx, { userId }: Principal, conversationId: string, seq: number): Promise<MessageStanding> {
    const message = await this.repository.lockUnseen(tx, conversationId, userId, seq);
    if (!message) throw new MessageNotFound();
    return message;
  }
}
