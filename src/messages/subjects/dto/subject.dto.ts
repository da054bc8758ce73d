import { ApiProperty } from '@nestjs/swagger';

/** A subject as it is now, for whoever shows messages that have it. */
export class SubjectStateDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /**
   * Of one that became part of another, that one's.
   * @example Budget Q4
   */
  title: string;
  /** Null: still open. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  resolvedAt: string | null;
  /** The subject that it became part of: its messages have that one's id now. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  mergedInto: string | null;
}

/** A subject that messages of this conversation have. */
export class SubjectDto extends SubjectStateDto {
  /**
   * How many messages have it. Of more than a hundred, those that I deleted for myself are counted too; whoever does not
   * see the beginning of the conversation is told no more than a hundred.
   */
  messageCount: number;
  /** When the newest message was written that has it and that I see. */
  lastMessageAt: Date;
  /**
   * The first 140 characters of that message without Markdown, on one line.
   * @example One housing, not three, and it fits.
   */
  lastLine: string;
}

/** One page of the subjects of a conversation, most recently used first. */
export class SubjectPageDto {
  items: SubjectDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}
