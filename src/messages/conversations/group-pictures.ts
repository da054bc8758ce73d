import { Injectable } from '@nestjs/common';
import type { Tx } from '../../core/database/unit-of-work.js';
import type { Principal } from '../../core/security/principal.js';
import { ConversationLog } from '../log/conversation-log.js';
import type { MemberRole } from '../members/conversation-member.entity.js';
import type { ConversationKind } from './conversation.entity.js';
import { ConversationWritingRepository } from './conversation-writing.repository.js';
import { ConversationNotFound, NotAGroup, RoleRequired } from './conversations.errors.js';
import { ConversationsService } from './conversations.service.js';

/** Which file is the picture of a group; its bytes are of the part that keeps files. */
@Injectable()
export class GroupPictures {
  constructor(
    private readonly repository: ConversationWritingRepository,
    private readonly conversations: ConversationsService,
    private readonly log: ConversationLog,
  ) {}

  /** Before anything of a picture is taken; throws what `replace` does. */
  async requireRight(principal: Principal, id: string): Promise<void> {
    const { kind, me } = await this.conversations.get(principal, id);
    requireEditable(kind, me.role);
  }

  /**
   * For owners and admins: the group has this picture from now on, or none with null, and a line says so. The answer is
   * the one that it had. Removing what is not there changes nothing. Throws ConversationNotFound, NotAGroup or RoleRequired.
   */
  async replace(tx: Tx, { userId }: Principal, id: string, fileId: string | null): Promise<string | null> {
    const current = await this.repository.lock(tx, id, userId);
    if (!current?.role) throw new ConversationNotFound();
    requireEditable(current.kind, current.role);
    const { pictureId } = current;
    if (pictureId === fileId) return null;
    await this.repository.setPicture(tx, id, fileId);
    const event = fileId === null ? 'picture_removed' : 'picture_changed';
    await this.log.append(tx, id, { kind: 'line', event: { event, actorId: userId, userIds: [], value: null } });
    return pictureId;
  }

  /** A group that was deleted shows none any more; the answer is the one that it had. */
  drop(tx: Tx, id: string): Promise<string | null> {
    return this.repository.dropPicture(tx, id);
  }
}

function requireEditable(kind: ConversationKind, role: MemberRole): void {
  if (kind === 'direct') throw new NotAGroup('A direct conversation shows the pictures of its people.');
  if (role === 'member') throw new RoleRequired('Ask an owner or an admin of this group to change its picture.');
}
