import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, ValidateNested } from 'class-validator';
import { Instant, MayBeAbsent, ShownName, TextOfLength } from '../http/field-rules.js';
import { defineSetting } from './define-setting.js';

const MAX_ANNOUNCEMENT_LENGTH = 300;
const LEVELS = ['info', 'warning'] as const;

/** Something that everybody is told above every page. */
export class AnnouncementDto {
  @ShownName()
  @TextOfLength(1, MAX_ANNOUNCEMENT_LENGTH, { example: 'The server restarts tonight at 22:00.' })
  text: string;

  @IsIn(LEVELS)
  @ApiProperty({ enum: LEVELS, enumName: 'AnnouncementLevel', example: 'info', description: 'How much it matters.' })
  level: (typeof LEVELS)[number];

  @MayBeAbsent()
  @Instant()
  @ApiProperty({
    type: String,
    format: 'date-time',
    required: false,
    example: '2027-01-31T22:00:00.000Z',
    description: 'When clients stop showing it; left out: when it is taken back.',
  })
  until?: string;
}

/** What everybody is told; null: nothing. */
export const ANNOUNCEMENT = defineSetting<AnnouncementDto | null>({
  key: 'announcement',
  group: 'organisation',
  fallback: null,
  accepts: (value): value is AnnouncementDto | null => value === null || isAnnouncement(value),
  description: 'What everybody is told above every page, until they close it. Null: nothing.',
  schema: { type: () => AnnouncementDto, nullable: true },
  rules: [ValidateNested(), Type(() => AnnouncementDto)],
  isTold: true,
});

function isAnnouncement(value: unknown): boolean {
  const { text, level } = Object(value) as Record<string, unknown>;
  return typeof text === 'string' && LEVELS.some((one) => one === level);
}
