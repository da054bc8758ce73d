import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/audit-trail.js';
import { ConversationsService } from '../conversations/conversations.service.js';
import type { MessageDto } from '../shape/message.dto.js';
import { MessageParts } from '../shape/message-parts.js';
import { MyStateService } from '../mine/my-state.service.js';
import { UnitOfWork } from '../../core/database/unit-of-work.js';
import { PermissionDenied } from '../../core/errors/request-problems.js';
import type { ClientInfo } from '../../core/http/client-info.js';
import { DomainEvents } from '../../core/events/domain-events.js';
import type { Principal } from '../../core/security/principal.js';
import { OrganisationSettings } from '../../core/organisation/organisation-settings.js';
import { ConversationLog } from '../log/conversation-log.js';
import { type ChangeWindow, DELETE_WINDOW, inWords, isOpen } from './change-windows.js';
import { type LockedMessage, MessageChangingRepository } from './message-changing.repository.js';
import { RECALL_SECONDS, TRASH_DAYS } from '../message-limits.js';
import { DeleteWindowOver, MessageNotFound, RestoreExpired } from '../messages.errors.js';
import { MessagesService } from '../messages.service.js';
import { MessagePermission } from '../messages.permissions.js';

/** Deletes messages for oneself or for everyone, and takes that back. */
@Injectable()
export class MessageDeletionService {
  constructor(
    private readonly repository: MessageChangingRepository,
    private readonly log: ConversationLog,
    private readonly messages: MessagesService,
    private readonly conversations: ConversationsService,
    private readonly myState: MyStateService,
    private readonly audit: AuditTrail,
    private readonly unitOfWork: UnitOfWork,
    private readonly events: DomainEvents,
    private readonly parts: MessageParts,
    private readonly settings: OrganisationSettings,
  ) {}

  /** Hides a message from this person alone; it stays in their trash for 30 days. Hiding twice is hiding once. */
  async deleteForMe(principal: Principal, conversationId: string, seq: number): Promise<void> {
    await this.conversations.requireMembership(principal, conversationId);
    const { userId } = principal;
    await this.unitOfWork.run(async (tx) => {
      if (!(await this.repository.lock(tx, conversationId, userId, seq))) throw new MessageNotFound();
      if (!(await this.repository.hide(tx, conversationId, userId, seq))) return;
      await this.myState.hid(tx, conversationId, userId, seq);
    });
  }

  /**
   * Leaves a tombstone for everybody. One's own within the window that the organisation sets; somebody else's, or later, with the permission to
   * moderate, which is audited. Deleting twice is deleting once.
   */
  async deleteForEveryone(
    principal: Principal,
    conversationId: string,
    seq: number,
    client: ClientInfo,
  ): Promise<void> {
    await this.conversations.requireMembership(principal, conversationId);
    const window = await this.settings.get(DELETE_WINDOW);
    const deleted = await this.unitOfWork.run(async (tx) => {
      const current = await this.repository.lock(tx, conversationId, principal.userId, seq);
      if (!current) throw new MessageNotFound();
      if (current.deletedAt) return undefined;
      const moderates = requireDeletable(current, principal, window);
      const rev = await this.log.nextRev(tx, conversationId);
      const { subjectId } = current;
      await this.repository.deleteForEveryone(tx, conversationId, seq, { deletedBy: principal.userId, rev, subjectId });
      await this.myState.settle(tx, conversationId, seq);
      if (moderates) {
        const { senderId, createdAt } = current;
        await this.audit.record(tx, {
          actorId: principal.userId,
          action: 'message.deleted-for-everyone',
          targetType: 'message',
          targetId: `${conversationId}/${seq}`,
          before: { senderId, createdAt },
          ...client,
        });
      }
      return { rev, membersRev: current.membersRev };
    });
    if (!deleted) return;
    const tombstone = await this.messages.forEverybody(conversationId, principal.userId, seq);
    this.events.emit('message.deleted', { conversationId, ...deleted, ...tombstone });
  }

  /** Takes back what this person deleted: for themselves at any time, for everyone within 30 seconds. */
  async restore(principal: Principal, conversationId: string, seq: number): Promise<MessageDto> {
    await this.conversations.requireMembership(principal, conversationId);
    const { userId } = principal;
    const restored = await this.unitOfWork.run(async (tx) => {
      const current = await this.repository.lock(tx, conversationId, userId, seq);
      if (!current) throw new MessageNotFound();
      if (await this.repository.unhide(tx, conversationId, userId, seq)) {
        await this.myState.restored(tx, conversationId, userId, seq);
        return undefined;
      }
      if (!current.deletedAt) return undefined;
      const recall = await this.repository.takeRecall(tx, conversationId, seq, userId, RECALL_SECONDS);
      if (!recall) throw new RestoreExpired();
      const rev = await this.log.nextRev(tx, conversationId);
      await this.repository.restore(tx, conversationId, seq, rev, recall);
      await this.myState.restoredForAll(tx, conversationId, seq);
      return { rev, membersRev: current.membersRev };
    });
    if (restored) {
      const shown = await this.messages.forEverybody(conversationId, userId, seq);
      this.events.emit('message.updated', {
        conversationId,
        ...restored,
        ...shown,
        cause: { kind: 'restored', userId },
      });
    }
    return this.messages.visible(principal, conversationId, seq);
  }

  /** Erases what was deleted for everyone and can no longer be restored, and what only a restore would need. */
  async eraseExpired(): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      await this.parts.erase(tx, await this.repository.eraseRecalls(tx, RECALL_SECONDS));
    });
    await this.myState.forgetSettled(TRASH_DAYS);
  }
}

/** Returns whether it takes the permission to moderate. */
function requireDeletable(current: LockedMessage, principal: Principal, window: ChangeWindow): boolean {
  const isOwn = current.kind === 0 && current.senderId === principal.userId;
  if (isOwn && isOpen(window, current.ageSeconds)) return false;
  if (current.kind === 0 && principal.permissions.has(MessagePermission.Moderate)) return true;
  if (isOwn) throw new DeleteWindowOver(inWords(window));
  throw new PermissionDenied('Only the one who wrote a message can delete it for everyone.');
}
