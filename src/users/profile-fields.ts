import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsString, Matches, ValidateNested } from 'class-validator';
import { ShownName, TextOfLength } from '../core/http/field-rules.js';
import { defineSetting } from '../core/organisation/define-setting.js';
import { MAX_PROFILE_FIELDS, MAX_PROFILE_LABEL_LENGTH } from './users.limits.js';

const KEY = /^[a-z0-9][a-z0-9-]{0,31}$/;

/** Something that people of this organisation may say of themselves, such as where their desk is. */
export class ProfileFieldDto {
  /** What is said is kept under it: it stays when the label changes. */
  @IsString()
  @Matches(KEY, { message: '$property must have 1 to 32 of a-z, 0-9 and hyphen' })
  @ApiProperty({ type: String, pattern: KEY.source, example: 'desk' })
  key: string;

  @ShownName()
  @TextOfLength(1, MAX_PROFILE_LABEL_LENGTH, { example: 'Desk' })
  label: string;
}

/** Which fields profiles have beside those that everybody has, in the order in which they are shown. */
export const PROFILE_FIELDS = defineSetting<readonly ProfileFieldDto[]>({
  key: 'profileFields',
  group: 'people',
  fallback: [],
  accepts: (value): value is readonly ProfileFieldDto[] => Array.isArray(value) && value.every(isProfileField),
  description:
    'What people may say of themselves beside name, title and the like. What they said in a field that is taken out is not shown any more.',
  schema: {
    type: () => [ProfileFieldDto],
    maxItems: MAX_PROFILE_FIELDS,
    example: [{ key: 'desk', label: 'Desk' }],
  },
  rules: [
    IsArray(),
    ArrayMaxSize(MAX_PROFILE_FIELDS),
    ArrayUnique(({ key }: ProfileFieldDto) => key),
    ValidateNested({ each: true }),
    Type(() => ProfileFieldDto),
  ],
});

function isProfileField(value: unknown): boolean {
  const { key, label } = Object(value) as Record<string, unknown>;
  return typeof key === 'string' && typeof label === 'string';
}
