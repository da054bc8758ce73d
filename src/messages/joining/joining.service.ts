import { Injectable } from '@nestjs/common';
import { pictureUrlOf } from '../../core/files/picture-address.js';
import { newCapability } from '../../core/security/capability.js';
import { type Tx, UnitOfWork } from '../../core/database/unit-of-work.js';
import { decodeCursor, encodeCursor } from '../../core/http/page.js';
import type { Principal } from '../../core/security/principal.js';
import type { PeopleQuery } from '../../users/dto/list-users.dto.js';
import { UserCardDto } from '../../users/dto/user-card.dto.js';
import { searchedWords } from '../../users/name-search.js';
import { UserCards } from '../../users/user-cards.js';
import type { ConversationKind } from '../conversations/conversation.entity.js';
import { ConversationWritingRepository } from '../conversations/conversation-writing.repository.js';
import { ConversationNotFound, NotAGroup, RoleRequired } from '../conversations/conversations.errors.js';
import { ConversationsService } from '../conversations/conversations.service.js';
import type { ConversationDto } from '../conversations/dto/conversation.dto.js';
import type { MemberRole } from '../members/conversation-member.entity.js';
import { MembershipService } from '../members/membership.service.js';
import type { GroupLinkDto, JoinGroupDto, OpenGroupDto, OpenGroupPageDto } from './dto/joining.dto.js';
import { GroupLinkInvalid, GroupNotListed, NoGroupLink } from './joining.errors.js';
import { JoiningRepository, type OpenGroupRow } from './joining.repository.js';

/** How people come into a group by themselves: by its link, or because it is listed. */
@Injectable()
export class JoiningService {
  constructor(
    private readonly joining: JoiningRepository,
    private readonly groups: ConversationWritingRepository,
    private readonly conversations: ConversationsService,
    private readonly membership: MembershipService,
    private readonly cards: UserCards,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** For owners and admins; throws NoGroupLink. */
  async link(principal: Principal, conversationId: string): Promise<GroupLinkDto> {
    const { kind, me } = await this.conversations.get(principal, conversationId);
    requireAdmin(kind, me.role);
    const link = await this.joining.link(conversationId);
    if (!link) throw new NoGroupLink();
    const card = (await this.cards.get([link.createdBy])).get(link.createdBy);
    if (!card) throw new Error(`The maker of a link, ${link.createdBy}, has no account.`);
    const { token, createdAt, isOpen } = link;
    return { token, createdBy: UserCardDto.from(card), createdAt: createdAt.toISOString(), isOpen };
  }

  /** For owners and admins: a new link; the one before lets nobody in any more. */
  async renew(principal: Principal, conversationId: string): Promise<GroupLinkDto> {
    await this.unitOfWork.run(async (tx) => {
      await this.lock(tx, principal, conversationId);
      await this.joining.putLink(tx, conversationId, newCapability(), principal.userId);
    });
    return this.link(principal, conversationId);
  }

  /** For owners and admins: the link lets nobody in any more. */
  async stop(principal: Principal, conversationId: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      await this.lock(tx, principal, conversationId);
      await this.joining.dropLink(tx, conversationId);
    });
  }

  /** Where a link leads; throws GroupLinkInvalid. */
  async behind(principal: Principal, token: string): Promise<OpenGroupDto> {
    const group = await this.joining.groupBehind(token, principal.userId);
    if (!group) throw new GroupLinkInvalid();
    return toOpenGroup(group);
  }

  /** Whoever is in it already stays as they are. */
  async join(principal: Principal, { token, conversationId }: JoinGroupDto): Promise<ConversationDto> {
    if (token === undefined) {
      const id = conversationId ?? '';
      await this.membership.join(principal, id, async (_tx, { listed }) => {
        if (!listed) throw new GroupNotListed();
      });
      return this.conversations.get(principal, id);
    }
    const { id } = await this.behind(principal, token);
    await this.membership.join(principal, id, async (tx) => {
      if (!(await this.joining.opens(tx, id, token))) throw new GroupLinkInvalid();
    });
    return this.conversations.get(principal, id);
  }

  /** The groups that can be found, by name; mine too. */
  async listed(principal: Principal, query: PeopleQuery): Promise<OpenGroupPageDto> {
    const [listedAs, afterId] = query.cursor === undefined ? [] : decodeCursor(query.cursor, ['text', 'uuid']);
    const words = searchedWords(query.search);
    if (words?.length === 0) return { items: [], nextCursor: null };
    const rows = await this.joining.listed(principal.userId, query.limit, {
      after: listedAs === undefined ? undefined : { listedAs: String(listedAs), id: String(afterId) },
      words,
    });
    const page = rows.slice(0, query.limit);
    const last = rows.length > query.limit ? page.at(-1) : undefined;
    return {
      items: page.map(({ listedAs: _, ...group }) => toOpenGroup(group)),
      nextCursor: last ? encodeCursor([last.listedAs, last.id]) : null,
    };
  }

  private async lock(tx: Tx, { userId }: Principal, conversationId: string): Promise<void> {
    const group = await this.groups.lock(tx, conversationId, userId);
    if (!group?.role) throw new ConversationNotFound();
    requireAdmin(group.kind, group.role);
  }
}

function toOpenGroup({ pictureId, ...group }: OpenGroupRow): OpenGroupDto {
  return { ...group, pictureUrl: pictureUrlOf(pictureId) };
}

function requireAdmin(kind: ConversationKind, role: MemberRole): void {
  if (kind === 'direct') throw new NotAGroup('The people of a direct conversation are always the same two.');
  if (role === 'member') throw new RoleRequired('Ask an owner or an admin of this group for its invite link.');
}
