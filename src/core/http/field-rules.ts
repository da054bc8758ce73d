import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Exclude, Transform, Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, Min, ValidateBy, type ValidationOptions, ValidateIf } from 'class-validator';
import { codePoints, hasVisibleText, isOneLine, normalised, withoutInvisibleControls } from './text.js';

/** A text of `min` to `max` code points, also said so in the API document. */
export const TextOfLength = (min: number, max: number, api: ApiPropertyOptions = {}) =>
  applyDecorators(
    IsString(),
    CodePointsBetween(min, max),
    ApiProperty({ type: String, ...(min > 0 && { minLength: min }), maxLength: max, ...api }),
  );

/** Counts code points where class-validator's Length would count something close to them. */
const CodePointsBetween = (min: number, max: number, options?: ValidationOptions) =>
  ValidateBy(
    {
      name: 'textLength',
      constraints: [min, max],
      validator: {
        validate: (value) => typeof value !== 'string' || hasCodePoints(value, min, max),
        defaultMessage: () =>
          min > 0 ? `$property must have ${min} to ${max} characters` : `$property may have at most ${max} characters`,
      },
    },
    options,
  );

/** No text is counted that cannot have so few: one code point has two UTF-16 units at most. */
function hasCodePoints(text: string, min: number, max: number): boolean {
  if (text.length > 2 * max) return false;
  const length = codePoints(text);
  return length >= min && length <= max;
}

/** A moment as RFC 3339 writes it, with its zone; in years of four digits, so that it is also answered so. */
export const Instant = () =>
  ValidateBy({
    name: 'invalidTime',
    validator: {
      validate: (value) => typeof value === 'string' && isInstant(value),
      defaultMessage: () => '$property must be a time such as 2027-01-01T08:00:00.000Z',
    },
  });

/** What a clock on the wall shows, without its zone, to the minute; in years that are of four digits in every zone. */
export const WallTime = () =>
  ValidateBy({
    name: 'invalidWallTime',
    validator: {
      validate: (value) => typeof value === 'string' && isWallTime(value),
      defaultMessage: () => '$property must be a time such as 2027-01-01T09:00',
    },
  });

/** The field may be left out; `null` is refused like any other wrong type. */
export const MayBeAbsent = () => ValidateIf((_, value) => value !== undefined);

/** The field may be left out or null. */
export const MayBeNull = () => IsOptional();

/** Of what is inside nothing is looked at. */
@Exclude()
class Unread {}

/** The value is taken as it was sent; the copy that is made of others lacks names such as `toString`. */
export const AsSent = () =>
  applyDecorators(
    Type(() => Unread),
    Transform(({ obj, key }: { obj: Record<string, unknown>; key: string }) => obj[key]),
  );

/** Spaces around the text are not part of it. */
export const Trimmed = () =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));

/** Refuses a text of invisible characters alone as `invalid_text`; an empty one is judged by its length. */
export const VisibleText = () =>
  ValidateBy({
    name: 'invalidText',
    validator: {
      validate: (value) => typeof value !== 'string' || value.trim() === '' || hasVisibleText(value),
      defaultMessage: () => '$property has nothing to see: write letters, digits or signs',
    },
  });

/** A name of something as people see it: one line, trimmed, one spelling, no invisible controls, something to see. */
export const ShownName = () =>
  applyDecorators(
    // What has nothing to see is left as it is, so that it is refused and not taken for an empty name.
    Transform(({ value }: { value: unknown }) => {
      if (typeof value !== 'string') return value;
      return hasVisibleText(value) ? normalised(withoutInvisibleControls(value)).trim() : value.trim();
    }),
    VisibleText(),
    OneLine(),
  );

const OneLine = () =>
  ValidateBy({
    name: 'notOneLine',
    validator: {
      validate: (value) => typeof value !== 'string' || isOneLine(value),
      defaultMessage: () => '$property must be one line without control characters',
    },
  });

/** A whole number in the query, within bounds. */
export const QueryInteger = (min: number, max: number) =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value,
    ),
    Type(() => Object),
    IsInt(),
    Min(min),
    Max(max),
  );

const RFC_3339 = /^(\d{4})-(\d\d)-(\d\d)T\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;

function isInstant(text: string): boolean {
  const [, year, month, day] = RFC_3339.exec(text) ?? [];
  // A day that its month does not have would silently become one of the next.
  const isInCalendar = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDate() === Number(day);
  const utcYear = new Date(text).getUTCFullYear();
  return isInCalendar && utcYear >= 1 && utcYear <= 9_999;
}

const WALL_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/;

function isWallTime(text: string): boolean {
  const asUtc = new Date(`${text}Z`);
  if (!WALL_TIME.test(text) || Number.isNaN(asUtc.getTime())) return false;
  const year = asUtc.getUTCFullYear();
  return asUtc.toISOString().startsWith(text) && year > 1 && year < 9_999;
}
