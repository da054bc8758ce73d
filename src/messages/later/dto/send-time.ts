import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import { Instant, MayBeAbsent } from '../../../core/http/field-rules.js';
import { MAX_HOLD_SECONDS } from '../../message-limits.js';

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
