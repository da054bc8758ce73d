import { Injectable } from '@nestjs/common';
import { type Tx, UnitOfWork } from '../../core/database/unit-of-work.js';
import { ValidationFailed } from '../../core/errors/request-problems.js';
import type { Principal } from '../../core/security/principal.js';
import { ConversationLog } from '../log/conversation-log.js';
import {
  ConversationWritingRepository,
  type EditableGroup,
  type LockedConversation,
} from './conversation-writing.repository.js';
import { ConversationNotFound, RoleRequired } from './conversations.errors.js';
import { ConversationsService } from './conversations.service.js';
import type { SystemEventName } from '../shape/message.dto.js';
import type { ConversationDto } from './dto/conversation.dto.js';
import type { UpdateConversationDto } from './dto/update-conversation.dto.js';

/** What is told of a change of each; `history_changed` with "true" where newcomers do not see what was before, `listing_changed` with "true" where everybody may join from now on. */
const LINES: readonly { readonly field: keyof EditableGroup; readonly event: SystemEventName }[] = [
  { field: 'subject', event: 'subject_changed' },
  { field: 'description', event: 'description_changed' },
  { field: 'postingBy', event: 'posting_changed' },
  { field: 'historyFromJoin', event: 'history_changed' },
  { field: 'listed', event: 'listing_changed' },
];

/** Renames groups, says what they are for, who writes in them, what newcomers see, and whether anybody may join. */
@Injectable()
export class ConversationEditingService {
  constructor(
    private readonly repository: ConversationWritingRepository,
    private readonly conversations: ConversationsService,
    private readonly unitOfWork: UnitOfWork,
    private readonly log: ConversationLog,
  ) {}

  /** Owners and admins only; each real change leaves a system line. Changing nothing writes nothing. */
  async update(principal: Principal, id: string, dto: UpdateConversationDto): Promise<ConversationDto> {
    await this.unitOfWork.run(async (tx) => {
      const current = await this.repository.lock(tx, id, principal.userId);
      requireEditable(current);
      await this.write(tx, principal, id, current, dto);
    });
    return this.conversations.get(principal, id);
  }

  private async write(
    tx: Tx,
    principal: Principal,
    id: string,
    current: LockedConversation,
    dto: UpdateConversationDto,
  ): Promise<void> {
    const { subject, description, historyFromJoin, postingBy, listed } = current;
    const before: EditableGroup = { subject, description, historyFromJoin, postingBy, listed };
    const after: EditableGroup = {
      subject: dto.subject ?? subject,
      description: dto.description ?? description,
      historyFromJoin: dto.historyFromJoin ?? historyFromJoin,
      postingBy: dto.postingBy ?? postingBy,
      listed: dto.listed ?? listed,
    };
    const changes = LINES.filter(({ field }) => after[field] !== before[field]);
    if (changes.length === 0) return;
    await this.repository.update(tx, id, after);
    for (const { field, event } of changes) {
      const value = after[field];
      await this.tell(tx, principal, id, event, value === null ? null : String(value));
    }
  }

  private async tell(tx: Tx, { userId }: Principal, id: string, event: SystemEventName, value: string | null) {
    await this.log.append(tx, id, { kind: 'line', event: { event, actorId: userId, userIds: [], value } });
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
