import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { IsInt, IsString, MaxLength, Min } from 'class-validator';
import { MayBeAbsent } from '../../../core/http/field-rules.js';
import { PageQuery } from '../../../core/http/page.js';
import {
  OrganisationSettingsDto,
  SETTING_GROUPS,
  type SettingGroup,
} from '../../../core/organisation/define-setting.js';
import { UserCardDto } from '../../../users/dto/user-card.dto.js';

export const SETTING_ORIGINS = ['default', 'environment', 'database'] as const;
export type SettingOrigin = (typeof SETTING_ORIGINS)[number];

export const SETTING_TYPES = ['choice', 'integer', 'text', 'boolean', 'list', 'object'] as const;
export type SettingType = (typeof SETTING_TYPES)[number];

const ANY: Pick<ApiPropertyOptions, 'oneOf'> = {
  oneOf: [
    ...['string', 'number', 'boolean', 'null'].map((type) => ({ type })),
    { type: 'array', items: {} },
    { type: 'object', additionalProperties: true },
  ],
};

/** A setting with all there is to know of it. */
export class DescribedSettingDto {
  /** @example editWindow */
  key: string;
  @ApiProperty({ enum: SETTING_GROUPS, enumName: 'SettingGroup', example: 'messages' })
  group: SettingGroup;
  @ApiProperty({ enum: SETTING_TYPES, enumName: 'SettingType', example: 'choice' })
  type: SettingType;
  @ApiProperty({ ...ANY, description: 'What holds. Null for a secret, whatever it is.', example: '1h' })
  value: unknown;
  @ApiProperty({ ...ANY, description: 'What holds while nobody decides; in words where an operator does.' })
  default: unknown;
  @ApiProperty({
    enum: SETTING_ORIGINS,
    enumName: 'SettingOrigin',
    example: 'database',
    description:
      'Where the value comes from: an operator (`environment`), an organisation owner (`database`), or nobody.',
  })
  origin: SettingOrigin;
  /** @example "For how long people may edit what they wrote." */
  description: string;
  @ApiProperty({ type: Date, nullable: true, description: 'When it was last changed; null where it never was.' })
  changedAt: Date | null;
  @ApiProperty({ type: () => UserCardDto, nullable: true, description: 'Who changed it last, as far as it is known.' })
  changedBy: UserCardDto | null;
  /**
   * Its value is shown to nobody; `origin` says whether it is set.
   * @example false
   */
  secret: boolean;
  /**
   * It is changed where the server is started, not here.
   * @example false
   */
  readOnly: boolean;
  @ApiProperty({ type: [String], required: false, example: ['off', '1h'], description: 'Of a choice: the words.' })
  choices?: string[];
  @ApiProperty({ type: 'integer', required: false, example: 8 })
  minimum?: number;
  @ApiProperty({ type: 'integer', required: false, example: 64 })
  maximum?: number;
}

ApiProperty({ type: 'integer', example: 1, description: 'Goes up with each change; for `ifVersion`.' })(
  OrganisationSettingsDto.prototype,
  'version',
);
ApiProperty({
  type: () => [DescribedSettingDto],
  description: 'The same settings, and those of the operator, with where each comes from.',
})(OrganisationSettingsDto.prototype, 'settings');

/** Which changes are wanted, and which page of them. */
export class ListSettingChangesQuery extends PageQuery {
  @MayBeAbsent()
  @IsString()
  @MaxLength(64)
  @ApiProperty({ required: false, maxLength: 64, example: 'editWindow', description: 'Of this setting alone.' })
  key?: string;
}

/** One change of one setting. */
export class SettingChangeDto {
  @ApiProperty({ format: 'uuid', example: '0192f3c4-5d6e-7f80-9a1b-2c3d4e5f6071' })
  id: string;
  /** @example editWindow */
  key: string;
  @ApiProperty({ ...ANY, description: 'What it was.', example: '1h' })
  before: unknown;
  @ApiProperty({ ...ANY, description: 'What it became.', example: '24h' })
  after: unknown;
  at: Date;
  @ApiProperty({
    type: () => UserCardDto,
    nullable: true,
    description: 'Who changed it; null for nobody who is known.',
  })
  by: UserCardDto | null;
  @ApiProperty({
    format: 'uuid',
    type: String,
    nullable: true,
    description: 'The change that this one undid; null where it undid none.',
  })
  restoredFrom: string | null;
}

/** A page of changes, newest first. */
export class SettingChangePageDto {
  items: SettingChangeDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}

/** What a change is undone with. */
export class RestoreSettingDto {
  @MayBeAbsent()
  @IsInt()
  @Min(1)
  @ApiProperty({
    type: 'integer',
    minimum: 1,
    required: false,
    example: 1,
    description: 'Refuses it when somebody else changed a setting since this version of them.',
  })
  ifVersion?: number;
}
