import { ApiProperty } from '@nestjs/swagger';
import { Instant } from '../../../core/http/field-rules.js';
import { NOTICE_KINDS, type NoticeKind } from '../notice-kind.js';

/** Something that happened to my account. */
export class SecurityNoticeDto {
  @ApiProperty({ format: 'uuid', example: '0192f3c4-5d6e-7f80-9a1b-2c3d4e5f6071' })
  id: string;
  @ApiProperty({ enum: NOTICE_KINDS, enumName: 'NoticeKind', example: 'device_new' })
  kind: NoticeKind;
  /** @example 2026-11-24T08:15:00.000Z */
  at: Date;
  /**
   * The address that it was done from; empty where an administrator did it.
   * @example 198.51.100.7
   */
  ip: string;
  /**
   * The browser that it was done with; empty where an administrator did it.
   * @example Mozilla/5.0 (Windows NT 10.0) Chrome/153.0 Safari/537.36
   */
  userAgent: string;
  @ApiProperty({
    type: 'integer',
    nullable: true,
    example: null,
    description: 'Of `recovery_code_used`: how many codes are left; else null.',
  })
  remaining: number | null;
  /**
   * What a moderator writes to me; empty of every other kind.
   * @example ""
   */
  note: string;
}

/** What happened to my account that I have not seen, the newest first. */
export class SecurityNoticesDto {
  items: SecurityNoticeDto[];
}

/** Up to where I have seen it. */
export class SeenNoticesDto {
  @Instant()
  @ApiProperty({
    format: 'date-time',
    description: '`at` of the newest one that was shown.',
    example: '2026-11-24T08:15:00.000Z',
  })
  until: string;
}
