import { Injectable } from '@nestjs/common';
import { decodeCursor, encodeCursor, invalidCursor } from '../../core/http/page.js';
import { isUuid } from '../../core/uuid.js';
import { UserCardDto } from '../../users/dto/user-card.dto.js';
import { searchedWords } from '../../users/name-search.js';
import { type UserCard, UserCards } from '../../users/user-cards.js';
import type {
  OverseenGroupDetailsDto,
  OverseenGroupDto,
  OverseenGroupPageDto,
  OverseenGroupsQuery,
  OverseenMemberPageDto,
  OverseenMembersQuery,
} from './dto/overseen-groups.dto.js';
import { type GroupFilter, GroupListRepository, type GroupPlace, type GroupRow } from './group-list.repository.js';
import { groupOrder, type GroupOrder } from './group-order.js';
import { GroupNotFound } from './oversight.errors.js';

/** All groups of the organisation, whoever is in them, without what is said there. Conversations of two are nobody else's business. */
@Injectable()
export class GroupList {
  constructor(
    private readonly groups: GroupListRepository,
    private readonly cards: UserCards,
  ) {}

  async page({ q, ownerless, sort = 'name', limit, cursor }: OverseenGroupsQuery): Promise<OverseenGroupPageDto> {
    const order = groupOrder(sort);
    const after = cursor === undefined ? undefined : placeOf(cursor, order);
    const filter = filterOf(q, ownerless === 'true');
    const [found, total] = await Promise.all([
      this.groups.page(filter, order, limit + 1, after),
      this.groups.count(filter),
    ]);
    const page = found.slice(0, limit);
    const last = found.length > limit ? page.at(-1) : undefined;
    const cards = await this.cards.get(page.flatMap(({ ownerIds }) => ownerIds));
    return {
      items: page.map((row) => toGroup(row, cards)),
      nextCursor: last ? encodeCursor([order.name, textOf(last.key), last.id]) : null,
      total,
    };
  }

  /** Throws GroupNotFound. */
  async get(id: string): Promise<OverseenGroupDetailsDto> {
    const row = await this.groups.find(id);
    if (!row) throw new GroupNotFound();
    const { description, postingBy, historyFromJoin, hasInviteLink, createdBy, isAnybodyAble } = row;
    const cards = await this.cards.get([createdBy, ...row.ownerIds]);
    const [maker] = cardsOf([createdBy], cards);
    if (!maker) throw new Error(`The maker of a group, ${createdBy}, has no account.`);
    return {
      ...toGroup(row, cards),
      ...{ description, postingBy, historyFromJoin, hasInviteLink, createdBy: maker },
      takeOver: !row.isOwnerless ? 'no' : isAnybodyAble ? 'member' : 'anybody',
    };
  }

  /** Throws GroupNotFound. */
  async members(id: string, { search, able, limit, cursor }: OverseenMembersQuery): Promise<OverseenMemberPageDto> {
    if (!(await this.groups.find(id))) throw new GroupNotFound();
    const [afterUserId] = cursor === undefined ? [] : decodeCursor(cursor, ['uuid']);
    const found = await this.groups.members(id, limit, {
      words: searchedWords(search),
      afterUserId: afterUserId === undefined ? undefined : String(afterUserId),
      isAble: able === 'true',
    });
    const page = found.slice(0, limit);
    const last = found.length > limit ? page.at(-1) : undefined;
    const cards = await this.cards.get(page.map(({ userId }) => userId));
    return {
      items: page.flatMap(({ userId, ...member }) => cardsOf([userId], cards).map((user) => ({ user, ...member }))),
      nextCursor: last ? encodeCursor([last.userId]) : null,
    };
  }
}

function filterOf(q: string | undefined, isOwnerless: boolean): GroupFilter {
  const id = q?.trim().toLowerCase() ?? '';
  return { words: searchedWords(q), id: isUuid(id) ? id : undefined, isOwnerless };
}

function toGroup(row: GroupRow, cards: ReadonlyMap<string, UserCard>): OverseenGroupDto {
  const { id, subject, createdAt, lastActivityAt, memberCount, messageCount, listed, ownerCount, isOwnerless } = row;
  return {
    ...{ id, subject, createdAt, lastActivityAt, memberCount, messageCount, listed },
    owners: cardsOf(row.ownerIds, cards),
    ownerCount,
    ownerless: isOwnerless,
  };
}

function cardsOf(ids: readonly string[], cards: ReadonlyMap<string, UserCard>): UserCardDto[] {
  return ids.flatMap((id) => {
    const card = cards.get(id);
    return card ? [UserCardDto.from(card)] : [];
  });
}

function textOf(key: string | number | Date): string | number {
  return key instanceof Date ? key.toISOString() : key;
}

function placeOf(cursor: string, { name, part }: GroupOrder): GroupPlace {
  const [of, key = '', id] = decodeCursor(cursor, ['text', part, 'uuid']);
  if (of !== name) throw invalidCursor();
  return { key, id: String(id) };
}
