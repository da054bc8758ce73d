import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../core/database/unit-of-work.js';
import type { Principal } from '../core/security/principal.js';
import { MessageLocks } from '../messages/changing/message-locks.js';
import { ConversationsService } from '../messages/conversations/conversations.service.js';
import { ConversationLog } from '../messages/log/conversation-log.js';
import { MessageDeleted } from '../messages/messages.errors.js';
import { canonicalEmoji } from './canonical-emoji.js';
import { InvalidEmoji, NotForReactions, TooManyReactions } from './reactions.errors.js';
import { MAX_REACTION_KINDS } from './reactions.limits.js';
import { REACTIONS_PART } from './reactions-part.js';
import { type OneReaction, ReactionsRepository } from './reactions.repository.js';

/** People react to messages that they may read, each of them with each emoji once. Doing it again changes nothing. */
@Injectable()
export class ReactionsService {
  constructor(
    private readonly reactions: ReactionsRepository,
    private readonly conversations: ConversationsService,
    private readonly locks: MessageLocks,
    private readonly log: ConversationLog,
    private readonly work: UnitOfWork,
  ) {}

  /** Throws InvalidEmoji, TooManyReactions, or what says that there is nothing to react to. */
  add(principal: Principal, conversationId: string, seq: number, text: string): Promise<void> {
    return this.change(principal, conversationId, seq, text, true);
  }

  /** Throws as `add` does, but never because there are too many. */
  remove(principal: Principal, conversationId: string, seq: number, text: string): Promise<void> {
    return this.change(principal, conversationId, seq, text, false);
  }

  private async change(
    principal: Principal,
    conversationId: string,
    seq: number,
    text: string,
    added: boolean,
  ): Promise<void> {
    const emoji = canonicalEmoji(text);
    if (emoji === undefined) throw new InvalidEmoji();
    await this.conversations.requireMembership(principal, conversationId);
    const { userId } = principal;
    await this.work.run(async (tx) => {
      const message = await this.locks.lock(tx, principal, conversationId, seq);
      if (message.deletedAt) throw new MessageDeleted();
      if (message.kind !== 0) throw new NotForReactions();
      const reaction: OneReaction = { conversationId, seq, emoji, userId };
      const kinds = await this.reactions.kinds(tx, reaction);
      if (added && !kinds.has(emoji) && kinds.size >= MAX_REACTION_KINDS) throw new TooManyReactions();
      const isChanged = added ? await this.reactions.add(tx, reaction) : await this.reactions.remove(tx, reaction);
      if (!isChanged) return;
      const isThere = added || kinds.size > 1 || (kinds.get(emoji) ?? 0) > 1;
      await this.log.append(tx, conversationId, {
        kind: 'message',
        seq,
        part: { bit: REACTIONS_PART.bit, isThere },
        cause: { kind: 'reaction', userId, emoji, added },
      });
    });
  }
}
