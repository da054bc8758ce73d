import { ApiProperty, OmitType, PartialType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsInt, IsString, IsUUID, Matches, Min, ValidateBy } from 'class-validator';
import { MayBeAbsent, ShownName, TextOfLength, Trimmed } from '../../core/http/field-rules.js';
import { MAX_TEAM_DESCRIPTION, MAX_TEAM_KEY, MAX_TEAM_MEMBERS, MAX_TEAM_NAME } from '../teams.limits.js';
import { TeamDto, TeamMemberDto } from './team.dto.js';

const KEY = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;
/** What mentions everybody here or elsewhere: nobody would expect a team. */
const RESERVED = new Set(['everyone', 'here', 'all', 'channel']);

/** A team in the list of the console. */
export class ListedTeamDto extends OmitType(TeamDto, ['joinedAt']) {
  /** Goes up with each change; for `ifVersion`. */
  @ApiProperty({ type: 'integer', example: 1 })
  version: number;
}

/** Every team, by name. */
export class ListedTeamsDto {
  items: ListedTeamDto[];
}

/** A team with all who are in it, by username. */
export class ManagedTeamDto extends ListedTeamDto {
  people: TeamMemberDto[];
}

/** A team to be made. */
export class CreateTeamDto {
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim().toLowerCase() : value))
  @IsString()
  @Matches(KEY, { message: 'key has a-z, 0-9 and hyphens between them' })
  @TextOfLength(1, MAX_TEAM_KEY, {
    pattern: '^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$',
    example: 'support',
    description: 'What mentions it, behind an `@`. No team and nobody else has it; capitals are made small.',
  })
  @NotReserved()
  key: string;

  @ShownName()
  @TextOfLength(1, MAX_TEAM_NAME, { example: 'Customer support', description: 'What people see.' })
  name: string;

  @MayBeAbsent()
  @Trimmed()
  @TextOfLength(0, MAX_TEAM_DESCRIPTION, {
    required: false,
    example: 'Answers what customers ask.',
    description: 'What it is for.',
  })
  description?: string;

  @MayBeAbsent()
  @IsArray()
  @ArrayMaxSize(MAX_TEAM_MEMBERS)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  @ApiProperty({
    type: [String],
    items: { type: 'string', format: 'uuid' },
    maxItems: MAX_TEAM_MEMBERS,
    uniqueItems: true,
    required: false,
    example: ['0192f3c4-5d6e-7f80-9a1b-2c3d4e5f6071'],
    description: 'All who are in it.',
  })
  userIds?: string[];
}

/** What is to change of a team; what is left out stays. */
export class UpdateTeamDto extends PartialType(CreateTeamDto, {
  // What is left out stays; null is no name.
  skipNullProperties: false,
}) {
  @MayBeAbsent()
  @IsInt()
  @Min(1)
  @ApiProperty({
    type: 'integer',
    minimum: 1,
    required: false,
    example: 1,
    description: 'Refuses the change when somebody else changed the team since this version of it.',
  })
  ifVersion?: number;
}

function NotReserved(): PropertyDecorator {
  return ValidateBy({
    name: 'reservedKey',
    validator: {
      validate: (value) => typeof value !== 'string' || !RESERVED.has(value),
      defaultMessage: () => 'This key means everybody elsewhere: choose another',
    },
  });
}
