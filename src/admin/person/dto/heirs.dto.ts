import { ApiProperty } from '@nestjs/swagger';
import { IsObject, ValidateBy } from 'class-validator';
import { AsSent, MayBeAbsent } from '../../../core/http/field-rules.js';
import { isUuid } from '../../../core/uuid.js';

/** As many as are named in the list of what somebody owns. */
export const MAX_HEIRS = 50;

const HeirsByGroup = () =>
  ValidateBy({
    name: 'invalidHeirs',
    validator: {
      validate: (value) => typeof value !== 'object' || value === null || areHeirs(value),
      defaultMessage: () => `$property has the id of a group and of a person in each of up to ${MAX_HEIRS} places`,
    },
  });

function areHeirs(value: object): boolean {
  const pairs = Object.entries(value);
  return (
    pairs.length <= MAX_HEIRS &&
    pairs.every(([id, heir]) => isUuid(id.toLowerCase()) && typeof heir === 'string' && isUuid(heir.toLowerCase()))
  );
}

/** Who is to own groups from now on that would have no owner. */
export class HeirsDto {
  @MayBeAbsent()
  @AsSent()
  @IsObject()
  @HeirsByGroup()
  @ApiProperty({
    type: 'object',
    selfRequired: false,
    maxProperties: MAX_HEIRS,
    additionalProperties: { type: 'string', format: 'uuid' },
    example: {},
    description:
      'By the ids of groups in which nobody else is an owner who can sign in: who is to own them. Left out: the oldest ' +
      'admin of the group, else its oldest member. A group that has another owner is passed over.',
  })
  heirs?: Record<string, string>;
}
