import { Injectable } from '@nestjs/common';
import { newId } from '../../core/database/id.js';
import { type Tx, UnitOfWork } from '../../core/database/unit-of-work.js';
import type { Principal } from '../../core/security/principal.js';
import { UserCards } from '../../users/user-cards.js';
import { ConversationWritingRepository } from './conversation-writing.repository.js';
import { RecipientInactive, UnknownPeople } from './conversations.errors.js';
import { ConversationsService } from './conversations.service.js';
import type { ConversationDto } from './dto/conversation.dto.js';
import type { CreateConversationDto } from './dto/create-conversation.dto.js';
import { ConversationLog } from '../log/conversation-log.js';
import { PeopleWhoCanJoin } from '../members/people-who-can-join.js';

export interface CreatedConversation {
  readonly conversation: ConversationDto;
  /** False when a direct conversation was there already. */
  readonly isNew: boolean;
}

/** Opens direct conversations and makes groups. */
@Injectable()
export class ConversationCreationService {
  constructor(
    private readonly repository: ConversationWritingRepository,
    private readonly conversations: ConversationsService,
    private readonly cards: UserCards,
    private readonly people: PeopleWhoCanJoin,
    private readonly unitOfWork: UnitOfWork,
    private readonly log: ConversationLog,
  ) {}

  /** A direct conversation (always the same one for a pair) or a new group. Deactivated people cannot be put in either. */
  async create(principal: Principal, dto: CreateConversationDto): Promise<CreatedConversation> {
    const { id, isNew } =
      dto.kind === 'direct'
        ? await this.openDirect(principal, dto.userId ?? '')
        : { id: await this.makeGroup(principal, dto.subject ?? '', dto.memberIds ?? []), isNew: true };
    return { conversation: await this.conversations.get(principal, id), isNew };
  }

  private async openDirect(principal: Principal, userId: string): Promise<{ id: string; isNew: boolean }> {
    const card = (await this.cards.get([userId])).get(userId);
    if (!card) throw UnknownPeople.at('/userId');
    return this.unitOfWork.run(async (tx) => {
      const opened = await this.directIn(tx, principal.userId, userId, card.isActive);
      if (!opened.isNew) await this.repository.reveal(tx, opened.id, principal.userId);
      return opened;
    });
  }

  /** Finds or makes the direct conversation of two people within a transaction; a new one is told of after it. */
  async directIn(tx: Tx, me: string, other: string, isActive: boolean): Promise<{ id: string; isNew: boolean }> {
    const pair = [me, other].sort() as [string, string];
    const known = await this.repository.findDirect(tx, pair);
    if (known) return { id: known, isNew: false };
    // Only an old conversation can still be opened with somebody who has left.
    if (!isActive) throw RecipientInactive.at('/userId');
    await this.repository.lockPair(tx, pair);
    const raced = await this.repository.findDirect(tx, pair);
    if (raced) return { id: raced, isNew: false };
    const id = newId();
    await this.repository.insertDirect(tx, id, me, pair);
    await this.log.append(tx, id, { kind: 'begun' });
    return { id, isNew: true };
  }

  private async makeGroup(principal: Principal, subject: string, memberIds: readonly string[]): Promise<string> {
    const others = [...new Set(memberIds.map((id) => id.toLowerCase()))].filter((id) => id !== principal.userId);
    await this.people.require(memberIds, '/memberIds');
    const places = new Map(memberIds.map((id, n) => [id.toLowerCase(), `/memberIds/${n}`]));
    return this.unitOfWork.run((tx) => this.groupIn(tx, principal.userId, subject, others, places));
  }

  /**
   * Makes a group within a transaction, its first system line included; it is told of after it. Throws CannotBeAdded,
   * naming people by their `places` in the request.
   */
  async groupIn(
    tx: Tx,
    me: string,
    subject: string,
    others: readonly string[],
    places: ReadonlyMap<string, string>,
  ): Promise<string> {
    const id = newId();
    const pointerOf = (userId: string) => places.get(userId) ?? '';
    await this.people.added(tx, id, { by: me, userIds: others, pointerOf });
    await this.repository.insertGroup(tx, id, me, subject, others);
    const event = { event: 'group_created' as const, actorId: me, userIds: [...others], value: subject };
    await this.log.append(tx, id, { kind: 'line', event, begins: true });
    return id;
  }
}
