import { ApiProperty } from '@nestjs/swagger';
import { IsObject } from 'class-validator';
import { AsSent } from '../../core/http/field-rules.js';
import { MAX_PREFERENCE_BYTES } from '../preferences.limits.js';
import { PREFERENCE_KEY } from '../preference-change.js';

const VALUES = {
  type: 'object',
  additionalProperties: true,
  example: { theme: 'dark', 'undo.chat': 5 },
} as const;

/** What somebody chose for themselves. */
export class PreferencesDto {
  @ApiProperty({ ...VALUES, selfRequired: true, description: 'By key; what was never chosen is not there.' })
  values: Readonly<Record<string, unknown>>;
  @ApiProperty({ description: 'Goes up with every change; 0 while nothing was ever chosen.' })
  version: number;
}

/** What somebody chooses for themselves. */
export class UpdatePreferencesDto {
  @ApiProperty({
    ...VALUES,
    selfRequired: true,
    description: `By key (\`${PREFERENCE_KEY.source}\`), any JSON of at most ${MAX_PREFERENCE_BYTES} bytes; null forgets what was chosen. What is not named stays.`,
  })
  @AsSent()
  @IsObject()
  values: Readonly<Record<string, unknown>>;
}
