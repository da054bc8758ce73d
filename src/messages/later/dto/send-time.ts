import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsObject, Max, Min, ValidateNested } from 'class-validator';
import { Instant, MayBeAbsent, WallTime } from '../../../core/http/field-rules.js';
import { TimeZone } from '../../../users/dto/account-fields.js';
import { MAX_HOLD_SECONDS } from '../../message-limits.js';

/** What the clocks somewhere are to show. */
export class WallTimeDto {
  @WallTime()
  @ApiProperty({
    description: 'Without a zone, to the minute.',
    minLength: 16,
    maxLength: 16,
    example: '2027-01-01T09:00',
  })
  time: string;

  @TimeZone()
  @ApiProperty({ type: String, maxLength: 64, description: 'Of the IANA list.', example: 'Europe/Berlin' })
  zone: string;
}

/** The field that says when to send by the clocks of a place. */
export const SendAtLocal = () =>
  applyDecorators(
    MayBeAbsent(),
    IsObject(),
    ValidateNested(),
    Type(() => WallTimeDto),
    ApiProperty({
      required: false,
      type: () => WallTimeDto,
      description:
        'In place of `sendAt`: when to send it by the clocks there, also where their rules change until then. A time that they skip is read as if they did not, so it is later; of one that comes twice the first is meant.',
    }),
  );

/** The field that says when to send. */
export const SendAt = () =>
  applyDecorators(
    MayBeAbsent(),
    Instant(),
    ApiProperty({
      required: false,
      format: 'date-time',
      description: 'When to send it, in the future; answered with 202.',
      example: '2027-01-01T08:00:00.000Z',
    }),
  );

/** The field that says for how long the server holds a send. */
export const HoldSeconds = () =>
  applyDecorators(
    MayBeAbsent(),
    IsInt(),
    Min(0),
    Max(MAX_HOLD_SECONDS),
    ApiProperty({
      required: false,
      type: 'integer',
      minimum: 0,
      maximum: MAX_HOLD_SECONDS,
      description: 'For how long the server holds it, so that it can be taken back; answered with 202. 0: it is sent.',
      example: 10,
    }),
  );
