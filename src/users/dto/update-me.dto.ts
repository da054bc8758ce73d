import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsObject, ValidateNested } from 'class-validator';
import { MayBeAbsent, MayBeNull, TextOfLength, Trimmed, VisibleText } from '../../core/http/field-rules.js';
import { ADDABLE_BY, type AddableBy } from '../addable-by.js';
import { PRESENCE_VISIBILITIES, type PresenceVisibility } from '../presence-visibility.js';
import { MAX_ABOUT_LENGTH, MAX_PROFILE_FIELDS, MAX_PRONOUNS_LENGTH } from '../users.limits.js';
import { EmailAddress, LanguageTag, PersonalLine, ProvenPassword, TimeZone } from './account-fields.js';
import { SetProfileValueDto } from './profile-value.dto.js';
import { SetStatusDto } from './set-status.dto.js';

/** What I can change about myself. What is left out stays as it is. */
export class UpdateMeDto {
  @MayBeAbsent()
  @PersonalLine('Ana')
  firstName?: string;

  @MayBeAbsent()
  @PersonalLine('Berg')
  lastName?: string;

  @MayBeAbsent()
  @EmailAddress({ required: false, description: 'The present one; another is refused as `email_managed`.' })
  email?: string;

  /** Goes with another address; not looked at while administrators change addresses. */
  @MayBeAbsent()
  @ProvenPassword()
  currentPassword?: string;

  @MayBeAbsent()
  @PersonalLine('Head of logistics', { description: 'What I do.' })
  title?: string;

  @MayBeAbsent()
  @Trimmed()
  @VisibleText()
  @TextOfLength(0, MAX_ABOUT_LENGTH, { required: false, example: 'In the office from Tuesday to Thursday.' })
  about?: string;

  @MayBeAbsent()
  @PersonalLine('they/them', { description: 'How I want to be spoken of.', max: MAX_PRONOUNS_LENGTH })
  pronouns?: string;

  /** What I say in these fields of the organisation; the others stay as they are. */
  @MayBeAbsent()
  @IsArray()
  @ArrayMaxSize(MAX_PROFILE_FIELDS)
  @ArrayUnique(({ key }: SetProfileValueDto) => key)
  @ValidateNested({ each: true })
  @Type(() => SetProfileValueDto)
  fields?: SetProfileValueDto[];

  @MayBeNull()
  @LanguageTag()
  @ApiProperty({ type: String, nullable: true, required: false, maxLength: 35, example: 'en-GB' })
  locale?: string | null;

  @MayBeNull()
  @TimeZone()
  @ApiProperty({ type: String, nullable: true, required: false, maxLength: 64, example: 'Europe/Berlin' })
  timeZone?: string | null;

  /** Null takes it back. */
  @MayBeNull()
  @ValidateNested()
  @IsObject()
  @Type(() => SetStatusDto)
  status?: SetStatusDto | null;

  @MayBeAbsent()
  @IsIn(PRESENCE_VISIBILITIES)
  @ApiProperty({
    enum: PRESENCE_VISIBILITIES,
    enumName: 'PresenceVisibility',
    required: false,
    example: 'contacts',
    description: 'Who sees whether I am there and when I last was; `contacts` are those I wrote to directly.',
  })
  presenceVisibility?: PresenceVisibility;

  @MayBeAbsent()
  @IsIn(ADDABLE_BY)
  @ApiProperty({
    enum: ADDABLE_BY,
    enumName: 'AddableBy',
    required: false,
    example: 'contacts',
    description: 'Who may put me into groups; `contacts` are those I wrote to directly.',
  })
  addableBy?: AddableBy;

  /**
   * Whether others see how far I have read. Who hides it does not see it of others.
   * @example false
   */
  @MayBeAbsent()
  @IsBoolean()
  readReceipts?: boolean;
}
