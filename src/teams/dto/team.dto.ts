import { ApiProperty } from '@nestjs/swagger';
import { UserCardDto } from '../../users/dto/user-card.dto.js';

/** A team, as everybody knows it. */
export class TeamDto {
  @ApiProperty({ format: 'uuid', example: '0192f3c4-5d6e-7f80-9a1b-2c3d4e5f6071' })
  id: string;
  /**
   * What mentions it, behind an `@`.
   * @example support
   */
  key: string;
  /** @example "Customer support" */
  name: string;
  /** @example "Answers what customers ask." */
  description: string;
  /** How many are in it. */
  @ApiProperty({ type: 'integer', minimum: 0, example: 12 })
  members: number;
  /**
   * Since when I am in it: what was said before does not call me. Null when I am not in it.
   * @example 2026-11-24T07:58:12.345Z
   */
  joinedAt: Date | null;
}

/** Every team, by name; the limit `teams` says how many there can be. */
export class TeamListDto {
  items: TeamDto[];
}

/** Somebody in a team. */
export class TeamMemberDto extends UserCardDto {
  /**
   * False for somebody whose account is deactivated: they stay in the team, and are called by nothing.
   * @example true
   */
  isActive: boolean;
}

/** Some of the people of a team, by username. */
export class TeamMemberPageDto {
  items: TeamMemberDto[];
  /**
   * Null on the last page.
   * @example WyJhbmEuYmVyZyJd
   */
  nextCursor: string | null;
}
