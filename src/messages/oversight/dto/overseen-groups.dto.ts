import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { MayBeAbsent, TextOfLength, Trimmed } from '../../../core/http/field-rules.js';
import { PageQuery } from '../../../core/http/page.js';
import { PeopleQuery } from '../../../users/dto/list-users.dto.js';
import { UserCardDto } from '../../../users/dto/user-card.dto.js';
import { POSTING_BY, type PostingBy } from '../../conversations/conversation.entity.js';
import type { MemberRole } from '../../members/conversation-member.entity.js';
import { MOST_COUNTED } from '../group-list.repository.js';
import { GROUP_SORTS, type GroupSort } from '../group-order.js';

const YES = ['true'] as const;
const ROLES: readonly MemberRole[] = ['owner', 'admin', 'member'];

/** Which groups are wanted, and in which order. */
export class OverseenGroupsQuery extends PageQuery {
  @MayBeAbsent()
  @Trimmed()
  @TextOfLength(0, 100, {
    required: false,
    example: 'riverside',
    description: 'A part of the name, where every word must be found in any script, accents aside; or the id.',
  })
  q?: string;

  @MayBeAbsent()
  @IsIn(YES)
  @ApiProperty({
    enum: YES,
    required: false,
    description: 'None but those of which no owner can sign in. Reads each group once.',
  })
  ownerless?: 'true';

  @MayBeAbsent()
  @IsIn(GROUP_SORTS)
  @ApiProperty({
    enum: GROUP_SORTS,
    enumName: 'GroupSort',
    required: false,
    description:
      'A hyphen descends. Left out: by name. By activity each group is read once, in every other order a page.',
  })
  sort?: GroupSort;
}

/** A group as administrators see it: nothing of what is said in it. */
export class OverseenGroupDto {
  @ApiProperty({ format: 'uuid', example: '0192f3c4-5d6e-7f80-9a1b-2c3d4e5f6071' })
  id: string;
  /** @example "Riverside pilot" */
  subject: string;
  createdAt: Date;
  /** When the newest entry was written. */
  lastActivityAt: Date;
  @ApiProperty({ type: 'integer', minimum: 0, example: 12 })
  memberCount: number;
  @ApiProperty({
    type: 'integer',
    format: 'int64',
    minimum: 0,
    example: 4211,
    description: 'Entries ever written in it: messages, deleted ones too, and lines that say what happened.',
  })
  messageCount: number;
  /**
   * Everybody finds it and may join.
   * @example false
   */
  listed: boolean;
  @ApiProperty({ type: [UserCardDto], maxItems: 3, description: 'Some of its owners, those first who can sign in.' })
  owners: UserCardDto[];
  @ApiProperty({ type: 'integer', minimum: 0, example: 1 })
  ownerCount: number;
  /**
   * No owner of it can sign in: nobody can change it.
   * @example false
   */
  ownerless: boolean;
}

/** One page of groups. */
export class OverseenGroupPageDto {
  items: OverseenGroupDto[];
  /**
   * Null on the last page.
   * @example WyJuYW1lIiwicml2ZXJzaWRlIl0
   */
  nextCursor: string | null;
  @ApiProperty({
    type: 'integer',
    minimum: 0,
    maximum: MOST_COUNTED,
    example: 128,
    description: `How many there are on all pages; ${MOST_COUNTED} means so many or more.`,
  })
  total: number;
}

const TAKE_OVER = ['no', 'member', 'anybody'] as const;

/** One group, with its rules. */
export class OverseenGroupDetailsDto extends OverseenGroupDto {
  /** @example "How the pilot goes, day by day." */
  description: string;
  @ApiProperty({ enum: POSTING_BY })
  postingBy: PostingBy;
  /**
   * Whoever comes later sees only what is written from then on.
   * @example false
   */
  historyFromJoin: boolean;
  /**
   * There is a link by which people come in.
   * @example true
   */
  hasInviteLink: boolean;
  /** Who made it. */
  createdBy: UserCardDto;
  @ApiProperty({
    enum: TAKE_OVER,
    description:
      'Whom an administrator can make its owner. `no`: an owner can sign in; `member`: a member who can; `anybody`: no ' +
      'member can, so whoever else can, who then is in it.',
  })
  takeOver: (typeof TAKE_OVER)[number];
}

/** Which members are wanted. */
export class OverseenMembersQuery extends PeopleQuery {
  @MayBeAbsent()
  @IsIn(YES)
  @ApiProperty({ enum: YES, required: false, description: 'None but those who can sign in.' })
  able?: 'true';
}

/** Somebody in a group. */
export class OverseenMemberDto {
  user: UserCardDto;
  @ApiProperty({ enum: ROLES })
  role: MemberRole;
  joinedAt: Date;
  /**
   * False for a deactivated or anonymised account.
   * @example true
   */
  canSignIn: boolean;
}

/** One page of members, in the order of their accounts. */
export class OverseenMemberPageDto {
  items: OverseenMemberDto[];
  /**
   * Null on the last page.
   * @example WyIwMTkyZjNjNC01ZDZlIl0
   */
  nextCursor: string | null;
}
