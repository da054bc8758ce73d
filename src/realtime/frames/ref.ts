import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsDefined, ValidateBy } from 'class-validator';
import { MayBeAbsent } from '../../core/http/field-rules.js';

const MAX_REF_LENGTH = 64;

/** What an answer repeats, so that the client knows what it answers. */
export type Ref = string | number;

export function isRef(value: unknown): value is Ref {
  return typeof value === 'string'
    ? value.length <= MAX_REF_LENGTH
    : typeof value === 'number' && Number.isFinite(value);
}

const api = {
  description: 'Repeated in the answer as it was sent.',
  oneOf: [
    { type: 'number', format: 'double' },
    { type: 'string', maxLength: MAX_REF_LENGTH },
  ],
};

/** The ref of a frame that is always answered, and of its answer. */
export const RequiredRef = () => applyDecorators(ApiProperty(api), IsDefined(), IsRef());

/** The ref of a frame that is answered only when something is wrong. */
export const OptionalRef = () => applyDecorators(ApiProperty({ ...api, required: false }), MayBeAbsent(), IsRef());

const IsRef = () =>
  ValidateBy({
    name: 'isRef',
    validator: {
      validate: isRef,
      defaultMessage: () => `ref must be a number or a string of at most ${MAX_REF_LENGTH}`,
    },
  });
