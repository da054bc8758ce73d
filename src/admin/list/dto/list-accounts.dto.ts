import { ApiProperty } from '@nestjs/swagger';
import { applyDecorators } from '@nestjs/common';
import { IsIn } from 'class-validator';
import { Instant, MayBeAbsent, QueryInteger, TextOfLength, Trimmed } from '../../../core/http/field-rules.js';
import { PageQuery } from '../../../core/http/page.js';
import { UserDto } from '../../../users/dto/user.dto.js';
import { ACCOUNT_SORTS, type AccountSort } from '../../../users/list/account-order.js';

const STATUSES = ['invited', 'active', 'deactivated', 'locked', 'never', 'inactive', 'staff'] as const;
const FLAGS = ['staff', 'superuser'] as const;
const YES_NO = ['true', 'false'] as const;
const MAX_INACTIVE_DAYS = 3650;

const STATUS_TEXT =
  '`invited`: made for somebody who has not signed in yet, and may; `never`: never signed in, whether they may or not; ' +
  '`locked`: so many guesses failed that devices that never signed in there are refused for now; `inactive` is ' +
  '`deactivated`, and `staff` means staff and superusers, as in earlier versions. Left out: everybody. An open invitation ' +
  'is no account: `GET /admin/invites` lists them.';

const Time = (description: string) =>
  applyDecorators(
    MayBeAbsent(),
    Instant(),
    ApiProperty({
      type: String,
      format: 'date-time',
      required: false,
      example: '2026-11-01T00:00:00.000Z',
      description,
    }),
  );

/** Which accounts are wanted, and in which order: all that is said must hold. */
export class AccountFilterQuery extends PageQuery {
  @MayBeAbsent()
  @Trimmed()
  @TextOfLength(0, 100, {
    required: false,
    example: 'berg',
    description:
      'A part of the name or username, where every word must be found, one of five letters or more also with one typing ' +
      'error, and one or two Latin letters where a word begins; or a part of the e-mail address, or the id.',
  })
  search?: string;

  @MayBeAbsent()
  @IsIn(STATUSES)
  @ApiProperty({ enum: STATUSES, enumName: 'AccountStatus', required: false, description: STATUS_TEXT })
  status?: (typeof STATUSES)[number];

  @MayBeAbsent()
  @TextOfLength(1, 32, {
    required: false,
    example: 'auditor',
    description: 'The key of a role; `member` is everybody. Nobody has a role that there is not.',
  })
  role?: string;

  @MayBeAbsent()
  @TextOfLength(1, 32, {
    required: false,
    example: 'support',
    description: 'The key of a team. Nobody is in a team that there is not.',
  })
  team?: string;

  @MayBeAbsent()
  @IsIn(FLAGS)
  @ApiProperty({ enum: FLAGS, enumName: 'AccountFlag', required: false, description: 'Who has this flag.' })
  flag?: (typeof FLAGS)[number];

  @MayBeAbsent()
  @IsIn(YES_NO)
  @ApiProperty({ enum: YES_NO, required: false, description: 'Who has a second factor, or who has none.' })
  twoFactor?: (typeof YES_NO)[number];

  @Time('Signed in before this, and not since; those who never did are not meant.')
  lastLoginBefore?: string;

  @Time('Signed in since this.')
  lastLoginAfter?: string;

  @Time('The account was made before this.')
  joinedBefore?: string;

  @Time('The account was made since this.')
  joinedAfter?: string;

  @MayBeAbsent()
  @QueryInteger(1, MAX_INACTIVE_DAYS)
  @ApiProperty({
    type: 'integer',
    minimum: 1,
    maximum: MAX_INACTIVE_DAYS,
    required: false,
    example: 90,
    description: 'Neither seen nor signed in nor made for so many days.',
  })
  inactiveDays?: number;

  @MayBeAbsent()
  @IsIn(ACCOUNT_SORTS)
  @ApiProperty({
    enum: ACCOUNT_SORTS,
    enumName: 'AccountSort',
    required: false,
    description:
      'A hyphen descends. Whoever never signed in, or was never seen, comes before those who did. Left out: what matches ' +
      'the search best, else by username.',
  })
  sort?: AccountSort;
}

/** An account as the list shows it. */
export class ListedAccountDto extends UserDto {
  /**
   * The keys of the roles of the account.
   * @example ["member", "auditor"]
   */
  roles: string[];
  /**
   * When the name was taken from it, for good; null for everybody else.
   * @example null
   */
  anonymisedAt: Date | null;
  /**
   * When the person was there last; null for somebody who never was.
   * @example 2026-11-24T07:58:12.345Z
   */
  lastSeenAt: Date | null;
  /**
   * Until when devices that never signed in there are refused, after too many guesses; null when they are not.
   * @example null
   */
  lockedUntil: Date | null;
  /**
   * Has an authenticator app or a passkey.
   * @example true
   */
  twoFactor: boolean;
  /** On how many devices the person is signed in. */
  @ApiProperty({ type: 'integer', minimum: 0, example: 2 })
  sessions: number;
}

/** One page of accounts. */
export class AccountPageDto {
  items: ListedAccountDto[];
  /**
   * Null on the last page.
   * @example WyJhbmEuYmVyZyJd
   */
  nextCursor: string | null;
  /** How many there are on all pages. */
  @ApiProperty({ type: 'integer', example: 128 })
  total: number;
}
