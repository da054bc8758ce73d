import { ApiProperty } from '@nestjs/swagger';
import { UserCardDto } from '../../../users/dto/user-card.dto.js';
import { MAX_HEIRS } from './heirs.dto.js';

/** A group that somebody owns; nothing of what is said in it. */
export class OwnedGroupDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** @example "Riverside pilot" */
  subject: string | null;
  @ApiProperty({ type: 'integer', minimum: 0, example: 12 })
  memberCount: number;
  /**
   * Nobody else is an owner of it who can sign in.
   * @example true
   */
  onlyOwner: boolean;
  @ApiProperty({
    type: [UserCardDto],
    maxItems: 20,
    description:
      'Who could take it over, where there is no other owner: whoever would, unless another heir is named, stands first. ' +
      'None: nobody in it can sign in.',
  })
  candidates: UserCardDto[];
}

/** How much the files of an account take. */
export class UsedStorageDto {
  @ApiProperty({ type: 'integer', format: 'int64', minimum: 0, example: 48211300, description: 'In bytes.' })
  used: number;
  @ApiProperty({ type: 'integer', format: 'int64', minimum: 0, example: 5368709120, description: 'In bytes.' })
  quota: number;
  @ApiProperty({ type: 'integer', minimum: 0, example: 23, description: 'How many files.' })
  files: number;
}

/** What somebody proves themselves with besides a password. */
export class HeldFactorsDto {
  /**
   * Since when an authenticator app is asked for; null where there is none.
   * @example 2026-11-02T08:15:00.000Z
   */
  totpSince: Date | null;
  @ApiProperty({ type: 'integer', minimum: 0, example: 1 })
  passkeys: number;
  @ApiProperty({ type: 'integer', minimum: 0, example: 9 })
  recoveryCodesLeft: number;
}

/** What hangs on an account: what would end, and what would pass to others, if it were deactivated or anonymised. */
export class AccountEffectsDto {
  @ApiProperty({ type: 'integer', minimum: 0, example: 2, description: 'Sessions that would end.' })
  sessions: number;
  @ApiProperty({
    type: 'integer',
    minimum: 0,
    example: 1,
    description: 'Messages that wait for their time and would not be sent.',
  })
  scheduled: number;
  storage: UsedStorageDto;
  @ApiProperty({ type: HeldFactorsDto, description: 'What they prove themselves with besides their password.' })
  secondFactor: HeldFactorsDto;
  @ApiProperty({ type: 'integer', minimum: 0, example: 3, description: 'Groups of which they are an owner.' })
  ownedGroups: number;
  @ApiProperty({
    type: 'integer',
    minimum: 0,
    example: 1,
    description: 'Those of them in which nobody else is an owner who can sign in.',
  })
  onlyOwnerOf: number;
  @ApiProperty({
    type: [OwnedGroupDto],
    maxItems: MAX_HEIRS,
    description: 'Groups of which they are an owner: those first that have no other one, then the latest.',
  })
  groups: OwnedGroupDto[];
}
