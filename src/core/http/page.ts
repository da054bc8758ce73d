import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { ValidationFailed } from '../errors/request-problems.js';
import { isUuid } from '../uuid.js';
import { defineLimit } from '../limits.js';
import { MayBeAbsent, QueryInteger } from './field-rules.js';

export const DEFAULT_PAGE_SIZE = 50;
export const MAX_PAGE_SIZE = defineLimit('pageSize', 200, 'Entries of one page of a list.');

/** How every list is asked for. */
export class PageQuery {
  @ApiProperty({
    required: false,
    type: 'integer',
    minimum: 1,
    maximum: MAX_PAGE_SIZE,
    default: DEFAULT_PAGE_SIZE,
    description: 'How many to return at most.',
  })
  @QueryInteger(1, MAX_PAGE_SIZE)
  limit: number = DEFAULT_PAGE_SIZE;

  @ApiProperty({ required: false, maxLength: 500, description: '`nextCursor` of the page before; opaque.' })
  @MayBeAbsent()
  @IsString()
  @MaxLength(500)
  cursor?: string;
}

/** One page of a list; `nextCursor` is null on the last. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** Packs the keyset position after which the next page begins. */
export function encodeCursor(position: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** What a part of a cursor must look like, so that a forged one is refused before any SQL sees it. */
export type CursorPart = 'uuid' | 'time' | 'integer' | 'text';

/** Unpacks a cursor of these parts; throws ValidationFailed for anything that encodeCursor did not make. */
export function decodeCursor(cursor: string, parts: readonly CursorPart[]): (string | number)[] {
  const position = parse(cursor);
  if (
    !Array.isArray(position) ||
    position.length !== parts.length ||
    !parts.every((part, i) => fits(part, position[i]))
  ) {
    throw invalidCursor();
  }
  return position as (string | number)[];
}

/** What a cursor is answered with that does not belong to the list as it is asked for. */
export function invalidCursor(): ValidationFailed {
  return ValidationFailed.at('/cursor', 'invalid_cursor', 'Use the nextCursor of the page before, unchanged.');
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    // Not JSON: the caller answers with the same problem as for any other forged cursor.
    return undefined;
  }
}

function fits(part: CursorPart, value: unknown): boolean {
  if (part === 'integer') return Number.isSafeInteger(value);
  if (typeof value !== 'string') return false;
  if (part === 'uuid') return isUuid(value);
  if (part === 'time') return isWrittenTime(value);
  return value.length <= 300 && !value.includes('\0') && value.isWellFormed();
}

/** True for what toISOString writes of a time that PostgreSQL has too: no 30th of February, no year 0. */
function isWrittenTime(value: string): boolean {
  const time = new Date(value);
  return !Number.isNaN(time.getTime()) && time.toISOString() === value && /^(?!0000)\d{4}-/.test(value);
}
