import { Injectable, type OnModuleInit } from '@nestjs/common';
import '../../messages/members/member.revocations.js';
import { Revocations } from '../../core/security/revocations/revocations.js';
import { Broadcast } from '../broadcast.js';
import { eventOf } from '../frames/server-frame.js';
import { Audiences } from './audiences.js';
import { MemberRemovedEvent } from './conversations.frames.js';

/** Tells those who lost the right to read a conversation, on every node, and sends them nothing of it after that. */
@Injectable()
export class LostMemberships implements OnModuleInit {
  constructor(
    private readonly revocations: Revocations,
    private readonly audiences: Audiences,
    private readonly broadcast: Broadcast,
  ) {}

  onModuleInit(): void {
    this.revocations.onRevoked((revocation) => {
      if (revocation.kind !== 'member') return;
      const { conversationId, userId, isDeleted } = revocation;
      this.audiences.forget(conversationId);
      const data = { userId, ...(isDeleted && { isDeleted }) };
      this.broadcast.toPerson(userId, eventOf(MemberRemovedEvent, conversationId, null, data));
    });
  }
}
