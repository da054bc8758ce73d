import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsUUID } from 'class-validator';

/** People who can be added with one request. */
export const MAX_ADDED_MEMBERS = 200;

/** Whom to add to a group. */
export class AddMembersDto {
  @ApiProperty({
    type: [String],
    description: 'Who is to be in the group. Those who are in it already stay as they are.',
    example: ['0192f3c4-5d6e-7f80-9a1b-2c3d4e5f6071'],
    items: { type: 'string', format: 'uuid' },
    minItems: 1,
    maxItems: MAX_ADDED_MEMBERS,
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_ADDED_MEMBERS)
  @IsUUID(undefined, { each: true })
  userIds: string[];
}

/** What somebody may do in a group. */
export class ChangeRoleDto {
  @ApiProperty({ enum: ['owner', 'admin', 'member'], example: 'admin' })
  @IsIn(['owner', 'admin', 'member'])
  role: 'owner' | 'admin' | 'member';
}
