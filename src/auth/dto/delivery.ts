import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { MayBeAbsent, TextOfLength } from '../../core/http/field-rules.js';

const DELIVERIES = ['token', 'cookie'] as const;

/** How the refresh token travels: in the body, or as a cookie that scripts cannot read. */
export type Delivery = (typeof DELIVERIES)[number];

/** Which way the refresh token shall travel. */
export const DeliveryField = () =>
  applyDecorators(
    MayBeAbsent(),
    IsIn(DELIVERIES),
    ApiProperty({
      enum: DELIVERIES,
      enumName: 'Delivery',
      required: false,
      default: 'token',
      description: '`cookie` sets a HttpOnly cookie and leaves the refresh token out of the body: for browsers.',
    }),
  );

/** A refresh token in a body. */
export const RefreshTokenField = (description: string) =>
  applyDecorators(
    MayBeAbsent(),
    TextOfLength(1, 200, {
      required: false,
      description,
      example: '0192f3c4-5d6e-7f80-9a1b-2c3d4e5f6071.3.pT0c8b1nYw6kq5mZr2vXhA9sJdLfGe4uQiOyRxWtBzM',
    }),
  );
