import { ApiProperty } from '@nestjs/swagger';

/** What a message said before it was edited. */
export class MessageVersionDto {
  /**
   * Markdown source.
   * @example One housing, not three, and it fits.
   */
  body: string;
  @ApiProperty({ type: String, nullable: true, example: 'Budget Q4' })
  subject: string | null;
  /** When it was sent, or edited to this. */
  @ApiProperty({ format: 'date-time' })
  editedAt: string;
}

/** One page of the earlier versions of a message, the newest first. */
export class MessageVersionPageDto {
  items: MessageVersionDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}
