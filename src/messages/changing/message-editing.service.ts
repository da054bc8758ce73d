import { Injectable } from '@nestjs/common';
import { ConversationsService } from '../conversations/conversations.service.js';
import { ATTACHMENTS_PART } from '../shape/attachments-part.js';
import type { MessageDto } from '../shape/message.dto.js';
import type { MessagePlace } from '../shape/message-parts.js';
import { type Tx, UnitOfWork } from '../../core/database/unit-of-work.js';
import { PermissionDenied } from '../../core/errors/request-problems.js';
import { DomainEvents } from '../../core/events/domain-events.js';
import type { Principal } from '../../core/security/principal.js';
import type { EditMessageDto } from './dto/edit-message.dto.js';
import { mentionCandidates } from '../log/mention-values.js';
import { OrganisationSettings } from '../../core/organisation/organisation-settings.js';
import { ConversationLog } from '../log/conversation-log.js';
import { type ChangeWindow, EDIT_WINDOW, inWords, isOpen } from './change-windows.js';
import { HiddenEdits } from './hidden-edits.js';
import { type LockedMessage, MessageChangingRepository } from './message-changing.repository.js';
import { MessageVersionsRepository } from './message-versions.repository.js';
import { FORWARDED_PART } from '../forwarding/forwarded-part.js';
import { ForwardingService } from '../forwarding/forwarding.service.js';
import { SubjectCountsRepository } from '../subjects/subject-counts.repository.js';
import {
  emptyBody,
  EditWindowOver,
  ForwardedText,
  MessageDeleted,
  MessageNotFound,
  StaleMessage,
} from '../messages.errors.js';
import { MessagesService } from '../messages.service.js';

/** Lets people change what they wrote. */
@Injectable()
export class MessageEditingService {
  constructor(
    private readonly repository: MessageChangingRepository,
    private readonly versions: MessageVersionsRepository,
    private readonly subjects: SubjectCountsRepository,
    private readonly forwarding: ForwardingService,
    private readonly hiddenEdits: HiddenEdits,
    private readonly log: ConversationLog,
    private readonly messages: MessagesService,
    private readonly conversations: ConversationsService,
    private readonly unitOfWork: UnitOfWork,
    private readonly events: DomainEvents,
    private readonly settings: OrganisationSettings,
  ) {}

  /** One's own only, within the window that the organisation sets. With an old `ifRev` nothing changes and StaleMessage carries the current one. */
  async edit(principal: Principal, conversationId: string, seq: number, dto: EditMessageDto): Promise<MessageDto> {
    await this.conversations.requireMembership(principal, conversationId);
    const window = await this.settings.get(EDIT_WINDOW);
    const outcome = await this.unitOfWork.run((tx) => this.editIn(tx, principal, { conversationId, seq, window }, dto));
    if (outcome !== 'stale' && outcome !== 'unchanged') {
      const edited = await this.messages.forEverybody(conversationId, principal.userId, seq);
      const cause = { kind: 'edited', userId: principal.userId } as const;
      this.events.emit('message.updated', { conversationId, ...outcome, ...edited, cause });
    }
    const message = await this.messages.visible(principal, conversationId, seq);
    if (outcome === 'stale') throw new StaleMessage(message);
    return message;
  }

  private async editIn(
    tx: Tx,
    principal: Principal,
    { conversationId, seq, window }: MessagePlace & { readonly window: ChangeWindow },
    dto: EditMessageDto,
  ): Promise<'stale' | 'unchanged' | { rev: number; membersRev: number }> {
    const current = await this.repository.lock(tx, conversationId, principal.userId, seq);
    requireEditable(current, principal, window);
    const isForwarded = (current.parts & FORWARDED_PART.bit) !== 0;
    if (isForwarded && dto.body !== undefined && (await this.forwarding.isCopyAlone(tx, { conversationId, seq })))
      throw new ForwardedText();
    if (dto.body === '' && (current.parts & ATTACHMENTS_PART.bit) === 0) throw emptyBody();
    if (dto.ifRev !== undefined && dto.ifRev !== current.rev) return 'stale';
    const body = dto.body ?? current.body;
    const subjectId = await this.subjectIdOf(tx, conversationId, current, dto.subject);
    if (body === current.body && subjectId === current.subjectId) return 'unchanged';
    const rev = await this.log.nextRev(tx, conversationId);
    await this.versions.keep(tx, conversationId, seq);
    await this.repository.edit(tx, conversationId, seq, { rev, body, subjectId });
    if (body !== current.body && (body + current.body).includes('@')) {
      await this.repository.mention(tx, conversationId, seq, mentionCandidates(body));
    }
    await this.subjects.moved(tx, conversationId, { from: [current.subjectId], to: subjectId });
    if (current.hasBlock) await this.hiddenEdits.hide(tx, conversationId, principal.userId, seq);
    return { rev, membersRev: current.membersRev };
  }

  private async subjectIdOf(
    tx: Tx,
    conversationId: string,
    current: LockedMessage,
    subject: string | null | undefined,
  ): Promise<string | null> {
    if (subject === undefined || subject === current.subject) return current.subjectId;
    if (!subject) return null;
    return this.subjects.idOf(tx, conversationId, subject);
  }
}

function requireEditable(
  current: LockedMessage | undefined,
  principal: Principal,
  window: ChangeWindow,
): asserts current is LockedMessage {
  if (!current || current.isHidden) throw new MessageNotFound();
  if (current.kind !== 0 || current.senderId !== principal.userId) {
    throw new PermissionDenied('Only the one who wrote a message can edit it.');
  }
  if (current.deletedAt) throw new MessageDeleted();
  if (!isOpen(window, current.ageSeconds)) throw new EditWindowOver(inWords(window));
}
