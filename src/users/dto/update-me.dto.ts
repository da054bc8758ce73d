import { ApiProperty } from '@nestjs/swagger';
import { MayBeAbsent, MayBeNull, TextOfLength, Trimmed } from '../../core/http/field-rules.js';
import { LIMITS } from '../../core/limits.js';
import { EmailAddress, LanguageTag, PersonalLine, TimeZone } from './account-fields.js';

/** What I can change about myself. What is left out stays as it is. */
export class UpdateMeDto {
  @MayBeAbsent()
  @PersonalLine('Ana')
  firstName?: string;

  @MayBeAbsent()
  @PersonalLine('Berg')
  lastName?: string;

  @MayBeAbsent()
  @EmailAddress({ required: false })
  email?: string;

  @MayBeAbsent()
  @PersonalLine('Head of logistics', 'What I do.')
  title?: string;

  @MayBeAbsent()
  @Trimmed()
  @TextOfLength(0, LIMITS.aboutLength, { required: false, example: 'In the office from Tuesday to Thursday.' })
  about?: string;

  @MayBeNull()
  @LanguageTag()
  @ApiProperty({ type: String, nullable: true, required: false, maxLength: 35, example: 'en-GB' })
  locale?: string | null;

  @MayBeNull()
  @TimeZone()
  @ApiProperty({ type: String, nullable: true, required: false, maxLength: 64, example: 'Europe/Berlin' })
  timeZone?: string | null;
}
