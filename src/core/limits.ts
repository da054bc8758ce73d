import { ApiProperty } from '@nestjs/swagger';
import type { OrganisationSetting } from './organisation/define-setting.js';

interface LimitDefinition {
  /** Its field in `GET /meta`. */
  readonly name: string;
  /** Where it can be chosen: what it is at first. */
  readonly value: number;
  /** The setting that says what it is now; absent where nobody can choose it. */
  readonly setting?: OrganisationSetting<number>;
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
  define({ name, value, description });
  return value;
}

/** The same for a limit that the organisation chooses: clients are told what holds when they ask. */
export function defineChosenLimit(name: string, setting: OrganisationSetting<number>, description: string): void {
  define({ name, value: setting.fallback, setting, description });
}

function define(definition: LimitDefinition): void {
  const { name, value, description } = definition;
  if (definitions.has(name)) throw new Error(`There is a limit ${name} already.`);
  definitions.set(name, definition);
  ApiProperty({ type: 'integer', example: value, description })(LimitsDto.prototype, name);
}

/** Every limit of every feature that was loaded, by name. */
export function definedLimits(): readonly LimitDefinition[] {
  return [...definitions.values()].toSorted((a, b) => a.name.localeCompare(b.name));
}
