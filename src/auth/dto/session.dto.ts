import { ApiProperty } from '@nestjs/swagger';

/** One device on which I am signed in. */
export class SessionDto {
  @ApiProperty({ format: 'uuid', example: '0192f3c4-5d6e-7f80-9a1b-2c3d4e5f6071' })
  id: string;
  /**
   * This is the session that asks.
   * @example true
   */
  current: boolean;
  /** @example "Mozilla/5.0 (X11; Linux x86_64) Chrome/153.0.0.0" */
  userAgent: string;
  /**
   * The address it was last used from.
   * @example 203.0.113.7
   */
  ip: string;
  /** @example 2026-11-02T08:15:00.000Z */
  createdAt: Date;
  /** @example 2026-11-24T07:58:12.345Z */
  lastUsedAt: Date;
}

/** My devices, the last used first. There are never so many that they come in pages. */
export class SessionListDto {
  items: SessionDto[];
  /** Always null. */
  @ApiProperty({ type: String, nullable: true })
  nextCursor: null;
}
