import { ApiProperty, PartialType, PickType } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayUnique, IsArray, IsInt, Matches, Min, ValidateBy } from 'class-validator';
import { MayBeAbsent, ShownName, TextOfLength, Trimmed } from '../../../core/http/field-rules.js';
import { isPermission } from '../../../core/security/permissions.js';

const MAX_PERMISSIONS = 100;

/** A role, and how many have it. */
export class RoleDto {
  @ApiProperty({ format: 'uuid', example: '0192f3c4-5d6e-7f80-9a1b-2c3d4e5f6071' })
  id: string;
  /** @example front-desk */
  key: string;
  /** @example "Front desk" */
  name: string;
  /** @example "Invites visitors." */
  description: string;
  /**
   * What it adds to what everybody may do.
   * @example ["invite.manage"]
   */
  permissions: string[];
  /**
   * It comes with Parley and is not changed.
   * @example false
   */
  builtIn: boolean;
  /** How many have it. */
  @ApiProperty({ type: 'integer', example: 3 })
  members: number;
  /** Goes up with each change; for `ifVersion`. */
  @ApiProperty({ type: 'integer', example: 1 })
  version: number;
}

/** Every role there is: those that come with Parley first, then by name. */
export class RoleListDto {
  items: RoleDto[];
}

/** A role of the organisation's own. */
export class CreateRoleDto {
  @Trimmed()
  @Matches(/^[a-z][a-z0-9-]{0,31}$/, {
    message: 'key must be small letters, digits and hyphens, and begin with a letter',
  })
  @ApiProperty({
    minLength: 1,
    maxLength: 32,
    pattern: '^[a-z][a-z0-9-]{0,31}$',
    example: 'front-desk',
    description: 'What it is called in filters and on record; it stays.',
  })
  key: string;

  @ShownName()
  @TextOfLength(1, 100, { example: 'Front desk', description: 'What people see.' })
  name: string;

  @MayBeAbsent()
  @Trimmed()
  @TextOfLength(0, 500, { required: false, example: 'Invites visitors.', description: 'What it is for.' })
  description?: string;

  @IsArray()
  @ArrayMaxSize(MAX_PERMISSIONS)
  @ArrayUnique()
  @EachPermission()
  @ApiProperty({
    type: [String],
    maxItems: MAX_PERMISSIONS,
    uniqueItems: true,
    example: ['invite.manage'],
    description: 'Names of permissions (`GET /admin/permissions`). One gives only what one has.',
  })
  permissions: string[];
}

/** What is to change of a role; what is left out stays. */
export class UpdateRoleDto extends PartialType(PickType(CreateRoleDto, ['name', 'description', 'permissions']), {
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
    description: 'Refuses the change when somebody else changed the role since this version of it.',
  })
  ifVersion?: number;
}

/** Something that people may be allowed to do. */
export class PermissionDto {
  /** @example invite.manage */
  name: string;
  /** @example "Invite people and take invitations back." */
  description: string;
  @ApiProperty({
    enum: ['everybody', 'staff', 'superusers'],
    enumName: 'PermissionHolders',
    example: 'staff',
    description: 'Who has it without any role; `staff` includes superusers, who have every permission.',
  })
  givenTo: 'everybody' | 'staff' | 'superusers';
}

/** Every permission there is, by name. */
export class PermissionListDto {
  items: PermissionDto[];
}

/** One thing that somebody may do, and by which of their roles. */
export class HeldPermissionDto {
  /** @example invite.manage */
  permission: string;
  /** @example "Invite people and take invitations back." */
  description: string;
  /**
   * The keys of the roles that give it.
   * @example ["staff", "front-desk"]
   */
  roles: string[];
}

/** What somebody may do, and why. */
export class HeldPermissionsDto {
  /** The roles that somebody has, flags among them, by key. */
  roles: string[];
  items: HeldPermissionDto[];
}

function EachPermission(): PropertyDecorator {
  return ValidateBy(
    {
      name: 'unknownPermission',
      validator: {
        validate: (value) => typeof value === 'string' && isPermission(value),
        defaultMessage: () => 'Each must be the name of a permission',
      },
    },
    { each: true },
  );
}
