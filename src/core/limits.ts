import { ApiProperty } from '@nestjs/swagger';

interface LimitDefinition {
  /** Its field in `GET /meta`. */
  readonly name: string;
  readonly value: number;
  /** What of, and in which unit; lengths are in code points. */
  readonly description: string;
}

/** How much of everything is allowed; lengths are in code points. */
export class LimitsDto {
  readonly [name: string]: number;
}

const definitions = new Map<string, LimitDefinition>();

/** Declares a limit that clients have to know, beside the feature that keeps it, and returns it. Throws when the name is taken. */
export function defineLimit(name: string, value: number, description: string): number {
  if (definitions.has(name)) throw new Error(`There is a limit ${name} already.`);
  definitions.set(name, { name, value, description });
  ApiProperty({ type: 'integer', example: value, description })(LimitsDto.prototype, name);
  return value;
}

/** Every limit of every feature that was loaded, by name. */
export function definedLimits(): readonly LimitDefinition[] {
  return [...definitions.values()].toSorted((a, b) => a.name.localeCompare(b.name));
}
