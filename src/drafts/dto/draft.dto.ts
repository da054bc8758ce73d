import { ApiProperty } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import { ConversationRefDto } from '../../conversations/dto/conversation.dto.js';
import { MAX_SUBJECT_LENGTH } from '../../conversations/dto/create-conversation.dto.js';
import { MayBeNull, TextOfLength } from '../../core/http/field-rules.js';
import { MAX_BODY_LENGTH } from '../../messages/message-limits.js';

/** What I have written so far; nothing is trimmed, the cursor may stand behind a space. */
export class SaveDraftDto {
  @TextOfLength(0, MAX_BODY_LENGTH, { example: 'The supplier can hold ' })
  body: string;

  @MayBeNull()
  @TextOfLength(0, MAX_SUBJECT_LENGTH, { required: false, nullable: true, example: 'Budget Q4' })
  subject?: string | null;

  @ApiProperty({ required: false, nullable: true, type: 'integer', minimum: 1, description: 'What it answers.' })
  @MayBeNull()
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  replyToSeq?: number | null;
}

/** A draft as it is kept. */
export class DraftDto {
  body: string;
  @ApiProperty({ type: String, nullable: true })
  subject: string | null;
  @ApiProperty({ type: 'integer', nullable: true })
  replyToSeq: number | null;
  /** Rises with every change, deletion included; a device ignores what is older than what it has. */
  version: number;
  updatedAt: Date;
}

/** A draft in the list of all of them. */
export class ListedDraftDto extends DraftDto {
  conversation: ConversationRefDto;
}

/** One page of drafts, most recently changed first. */
export class DraftPageDto {
  items: ListedDraftDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}
