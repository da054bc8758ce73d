import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBase64, IsIn, IsInt, Max, Min } from 'class-validator';
import { MayBeAbsent, ShownName, TextOfLength } from '../../core/http/field-rules.js';
import { MAX_ALT_LENGTH, MAX_DURATION_MS, MAX_WAVEFORM_LENGTH } from '../attachment-limits.js';
import { MAX_NAME_LENGTH } from '../receiving/shown-file-name.js';

/** What to change of a file before it is sent; what is left out stays. */
export class UpdateAttachmentDto {
  @MayBeAbsent()
  @ShownName()
  @TextOfLength(1, MAX_NAME_LENGTH, { required: false, description: 'Under which name it is shown and saved.' })
  name?: string;

  @MayBeAbsent()
  @TextOfLength(0, MAX_ALT_LENGTH, {
    required: false,
    description: 'What is to be seen in it, for those who do not see it.',
    example: 'The new housing on the bench, its lid beside it.',
  })
  alt?: string;

  @ApiProperty({
    type: 'integer',
    required: false,
    minimum: 1,
    maximum: MAX_DURATION_MS,
    description: 'How long an audio file is; of other files it is not kept.',
    example: 12_400,
  })
  @MayBeAbsent()
  @IsInt()
  @Min(1)
  @Max(MAX_DURATION_MS)
  durationMs?: number;

  @MayBeAbsent()
  @IsBase64()
  @TextOfLength(4, MAX_WAVEFORM_LENGTH, {
    required: false,
    description:
      'The waveform of an audio file in base64, a byte for each loudness from its beginning to its end; other files keep their own.',
    example: 'AAxAgP+AQAwA',
  })
  preview?: string;
}

/** How a file is opened. */
export class ContentQueryDto {
  @ApiProperty({ required: false, enum: ['1'], description: 'To be saved, also where browsers could show it.' })
  @MayBeAbsent()
  @IsIn(['1'])
  download?: '1';

  /** Read before the request is (`filePassOf`); named here so that it is not refused as unknown. */
  @ApiProperty({ required: false, description: 'Of an address that opens by itself.' })
  @MayBeAbsent()
  @Transform(() => undefined)
  pass?: string;
}

/** How much of my storage is used, in bytes. */
export class StorageDto {
  /** @example 48211300 */
  used: number;
  /** @example 5368709120 */
  quota: number;
}
