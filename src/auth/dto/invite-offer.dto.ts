import { ApiProperty } from '@nestjs/swagger';

/** An invitation, as shown to whoever holds its link. */
export class InviteOfferDto {
  @ApiProperty({
    type: String,
    nullable: true,
    example: 'ben.cole@example.org',
    description: 'The account must have this address; null: any.',
  })
  email: string | null;

  /**
   * Who invites, as people see them.
   * @example "Ana Berg"
   */
  invitedBy: string;

  @ApiProperty({ type: String, nullable: true, example: 'Northwind Logistics', description: 'Null: not named yet.' })
  organisationName: string | null;

  /** @example 2026-12-01T08:15:00.000Z */
  expiresAt: Date;
}
