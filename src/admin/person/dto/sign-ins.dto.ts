import { ApiProperty } from '@nestjs/swagger';

export const SIGN_IN_OUTCOMES = ['success', 'failed', 'refused'] as const;
export type SignInOutcome = (typeof SIGN_IN_OUTCOMES)[number];

/** That somebody signed in, or that somebody tried. */
export class SignInDto {
  @ApiProperty({ format: 'uuid', description: 'Of the entry in the audit log.' })
  id: string;
  /** @example 2026-11-24T07:58:12.345Z */
  at: Date;
  @ApiProperty({
    enum: SIGN_IN_OUTCOMES,
    enumName: 'SignInOutcome',
    example: 'success',
    description:
      '`failed`: the password was wrong, or the account deactivated; of one source that tries again and again there is one ' +
      'entry in 15 minutes. `refused`: a session that is open did not know its own password.',
  })
  outcome: SignInOutcome;
  /** @example 203.0.113.7 */
  ip: string | null;
  /** @example "Mozilla/5.0 (X11; Linux x86_64) Chrome/153.0.0.0" */
  userAgent: string | null;
}

/** One page of sign-ins, newest first. */
export class SignInPageDto {
  items: SignInDto[];
  /** Null on the last page. */
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}
