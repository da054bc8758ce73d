import { Injectable } from '@nestjs/common';
import { newId } from '../core/database/id.js';
import { type Tx, UnitOfWork } from '../core/database/unit-of-work.js';
import { ValidationFailed } from '../core/errors/request-problems.js';
import { DomainEvents } from '../core/events/domain-events.js';
import type { Principal } from '../core/security/principal.js';
import { ConversationWritingRepository, type LockedConversation } from './conversation-writing.repository.js';
import { ConversationNotFound, RoleRequired } from './conversations.errors.js';
import { ConversationsService } from './conversations.service.js';
import type { ConversationDto } from './dto/conversation.dto.js';
import type { UpdateConversationDto } from './dto/update-conversation.dto.js';

/** Renames groups and says what they are for. */
@Injectable()
export class ConversationEditingService {
  constructor(
    private readonly repository: ConversationWritingRepository,
    private readonly conversations: ConversationsService,
    private readonly unitOfWork: UnitOfWork,
    private readonly events: DomainEvents,
  ) {}

  /** Owners and admins only; each real change leaves a system line. Changing nothing writes nothing. */
  async update(principal: Principal, id: string, dto: UpdateConversationDto): Promise<ConversationDto> {
    const changed = await this.unitOfWork.run(async (tx) => {
      const current = await this.repository.lock(tx, id, principal.userId);
      requireEditable(current);
      return this.write(tx, principal, id, current, dto);
    });
    if (changed) {
      const conversation = await this.conversations.shared(id);
      this.events.emit('conversation.updated', { conversationId: id, ...changed, conversation });
    }
    return this.conversations.get(principal, id);
  }

  private async write(
    tx: Tx,
    principal: Principal,
    id: string,
    current: LockedConversation,
    dto: UpdateConversationDto,
  ): Promise<{ rev: number; membersRev: number } | undefined> {
    const subject = dto.subject ?? current.subject;
    const description = dto.description ?? current.description;
    let rev: number | undefined;
    if (subject !== current.subject) rev = await this.tell(tx, principal, id, 'subject_changed', subject);
    if (description !== current.description)
      rev = await this.tell(tx, principal, id, 'description_changed', description);
    if (rev === undefined) return undefined;
    await this.repository.update(tx, id, { subject, description });
    return { rev, membersRev: current.membersRev };
  }

  private async tell(tx: Tx, principal: Principal, id: string, name: string, value: string | null): Promise<number> {
    const event = { event: name, actorId: principal.userId, userIds: [], value };
    return (await this.repository.appendSystemLine(tx, id, { id: newId(), event })).rev;
  }
}

function requireEditable(current: LockedConversation | undefined): asserts current is LockedConversation {
  if (!current?.role) throw new ConversationNotFound();
  if (current.kind === 'direct') {
    throw ValidationFailed.at(
      '/subject',
      'not_a_group',
      'A direct conversation has no name or description of its own.',
    );
  }
  if (current.role === 'member') throw new RoleRequired('Ask an owner or an admin of this group to change it.');
}
