import { Injectable, Logger } from '@nestjs/common';
import { AuditTrail } from '../../audit/audit-trail.js';
import type { Tx } from '../../core/database/unit-of-work.js';
import { DomainEvents } from '../../core/events/domain-events.js';
import type { ClientInfo } from '../../core/http/client-info.js';
import { ConversationLog } from '../log/conversation-log.js';
import { MessageDeleted, MessageNotFound } from '../messages.errors.js';
import '../messages.events.js';
import { MyStateService } from '../mine/my-state.service.js';
import { MessageContextRepository } from '../reading/message-context.repository.js';
import { onlyForAuthor } from '../shape/hidden-parts.js';
import type { MessagePlace } from '../shape/message-parts.js';
import { MessageShape } from '../shape/message-shape.js';
import { MessageChangingRepository } from './message-changing.repository.js';

/** Deletes messages that were reported, for whoever decides about them. Whether they may is for the caller to judge. */
@Injectable()
export class MessageModeration {
  private readonly logger = new Logger(MessageModeration.name);

  constructor(
    private readonly repository: MessageChangingRepository,
    private readonly messages: MessageContextRepository,
    private readonly shape: MessageShape,
    private readonly log: ConversationLog,
    private readonly myState: MyStateService,
    private readonly audit: AuditTrail,
    private readonly events: DomainEvents,
  ) {}

  /**
   * Leaves a tombstone for everybody, on record, in a transaction of the caller's; locks the conversation. Throws
   * MessageNotFound or MessageDeleted.
   */
  async deleteIn(tx: Tx, actorId: string, place: MessagePlace, client: ClientInfo): Promise<void> {
    const { conversationId, seq } = place;
    const current = await this.repository.lockReported(tx, place);
    if (!current) throw new MessageNotFound();
    if (current.deletedAt) throw new MessageDeleted();
    const rev = await this.log.nextRev(tx, conversationId);
    const { senderId, createdAt, subjectId, membersRev } = current;
    await this.repository.deleteForEveryone(tx, conversationId, seq, { deletedBy: actorId, rev, subjectId });
    await this.myState.settle(tx, conversationId, seq);
    await this.audit.record(tx, {
      actorId,
      action: 'message.deleted-for-everyone',
      targetType: 'message',
      targetId: `${conversationId}/${seq}`,
      before: { senderId, createdAt },
      ...client,
    });
    tx.afterCommit(() => {
      // Whoever hears nothing now is told by the outbox.
      this.tell(place, { rev, membersRev }).catch((error: unknown) => this.logger.warn(error));
    });
  }

  private async tell({ conversationId, seq }: MessagePlace, moved: { rev: number; membersRev: number }): Promise<void> {
    const [row] = await this.messages.between(conversationId, seq, seq);
    if (!row) return;
    const [message] = await this.shape.all([row], undefined);
    if (message) this.events.emit('message.deleted', { conversationId, ...moved, message, ...onlyForAuthor(row) });
  }
}
