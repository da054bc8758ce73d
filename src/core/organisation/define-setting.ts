import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsInt, IsString, Min } from 'class-validator';
import { MayBeAbsent, MayBeNull } from '../http/field-rules.js';

/** One thing an organisation decides for all its nodes. */
export interface OrganisationSetting<T> {
  readonly key: string;
  /** What holds while nobody has decided, or when the stored value is of another version. */
  readonly fallback: T;
  readonly accepts: (value: unknown) => value is T;
}

/** Under which heading a setting is found. */
export const SETTING_GROUPS = ['organisation', 'people', 'security', 'messages', 'files', 'other', 'server'] as const;
export type SettingGroup = (typeof SETTING_GROUPS)[number];

export interface SettingDefinition<T> extends OrganisationSetting<T> {
  /** What it decides, as the API document and the documentation print it. */
  readonly description: string;
  /** Left out: `other`. */
  readonly group?: SettingGroup;
  /** How the API document describes a value. */
  readonly schema: ApiPropertyOptions;
  /** What is refused of those who set it; null is allowed where the fallback is null. */
  readonly rules: readonly PropertyDecorator[];
  /** Clients go by it: `/meta` tells it to everybody. */
  readonly isTold?: true;
  /** It decides who comes in, or with what: a session that was left open must not change it. */
  readonly needsConfirmation?: true;
}

const MAX_RESET = 100;

/** The settings of the organisation. */
export class OrganisationSettingsDto {
  [key: string]: unknown;
}

/** The settings of the organisation that clients go by. */
export class ToldSettingsDto {
  [key: string]: unknown;
}

/** The settings to change. What is left out stays as it is. */
export class UpdateSettingsDto {
  @MayBeAbsent()
  @IsInt()
  @Min(1)
  @ApiProperty({
    type: 'integer',
    minimum: 1,
    required: false,
    example: 1,
    description: 'Refuses the change when somebody else changed a setting since this version of them.',
  })
  readonly ifVersion?: number;

  @MayBeAbsent()
  @IsArray()
  @ArrayMaxSize(MAX_RESET)
  @ArrayUnique()
  @IsString({ each: true })
  @ApiProperty({
    type: [String],
    maxItems: MAX_RESET,
    required: false,
    example: ['editWindow'],
    description: 'The keys of settings that go back to their default, whatever that becomes.',
  })
  readonly reset?: readonly string[];

  readonly [key: string]: unknown;
}

const definitions = new Map<string, SettingDefinition<unknown>>();

/**
 * Declares a setting, beside the feature that it is about: `/admin/settings` shows it, and lets superusers change it.
 * Throws when the key is taken.
 */
export function defineSetting<T>(definition: SettingDefinition<T>): OrganisationSetting<T> {
  const { key, description, schema, rules, fallback } = definition;
  if (definitions.has(key)) throw new Error(`There is a setting ${key} already.`);
  definitions.set(key, definition);
  const shown = { ...schema, description } as ApiPropertyOptions;
  ApiProperty(shown)(OrganisationSettingsDto.prototype, key);
  if (definition.isTold) ApiProperty(shown)(ToldSettingsDto.prototype, key);
  applyDecorators(
    fallback === null ? MayBeNull() : MayBeAbsent(),
    ...rules,
    ApiProperty({ ...shown, required: false } as ApiPropertyOptions),
  )(UpdateSettingsDto.prototype, key);
  return definition;
}

/** A setting that is one of a few words, with the name that the API document gives them all. */
export function defineChoice<const Word extends string>(
  definition: Pick<
    SettingDefinition<Word>,
    'needsConfirmation' | 'key' | 'fallback' | 'description' | 'group' | 'isTold'
  > & {
    readonly words: readonly Word[];
    readonly name: string;
  },
): OrganisationSetting<Word> {
  const { words, name, fallback } = definition;
  return defineSetting<Word>({
    ...definition,
    accepts: (value): value is Word => words.some((word) => word === value),
    schema: { enum: [...words], enumName: name, example: fallback },
    rules: [IsIn(words)],
  });
}

/** The setting with this key; undefined where no feature that was loaded defines it. */
export function definedSetting(key: string): SettingDefinition<unknown> | undefined {
  return definitions.get(key);
}

/** Every setting of every feature that was loaded, by its key. */
export function definedSettings(): readonly SettingDefinition<unknown>[] {
  return [...definitions.values()].toSorted((a, b) => a.key.localeCompare(b.key));
}
