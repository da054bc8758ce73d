import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { SharedConversationDto } from '../../conversations/dto/conversation.dto.js';
import { MAX_SUBJECT_LENGTH } from '../../conversations/dto/create-conversation.dto.js';
import { MessageDto } from '../../shape/message.dto.js';
import { SubjectStateDto } from '../../subjects/dto/subject.dto.js';
import { MayBeAbsent, QueryInteger, TextOfLength, Trimmed } from '../../../core/http/field-rules.js';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../../../core/http/page.js';

const LIMIT = {
  required: false,
  type: 'integer',
  minimum: 1,
  maximum: MAX_PAGE_SIZE,
  default: DEFAULT_PAGE_SIZE,
  description: 'How many to return at most; hidden ones do not count.',
} as const;
const SEQ = { required: false, type: 'integer', minimum: 0 } as const;

/** Which part of the history; at most one of `before`, `after` and `around`, else the newest page. */
export class HistoryQueryDto {
  @ApiProperty({ ...SEQ, description: 'Messages before this one.' })
  @MayBeAbsent()
  @QueryInteger(0, Number.MAX_SAFE_INTEGER)
  before?: number;

  @ApiProperty({ ...SEQ, description: 'Messages after this one; 0 means from the beginning.' })
  @MayBeAbsent()
  @QueryInteger(0, Number.MAX_SAFE_INTEGER)
  after?: number;

  @ApiProperty({ ...SEQ, description: 'Messages on both sides of this one, itself included.' })
  @MayBeAbsent()
  @QueryInteger(0, Number.MAX_SAFE_INTEGER)
  around?: number;

  @ApiProperty(LIMIT)
  @QueryInteger(1, MAX_PAGE_SIZE)
  limit: number = DEFAULT_PAGE_SIZE;

  // As it was shown, which may be from before names were checked.
  @MayBeAbsent()
  @Trimmed()
  @TextOfLength(1, MAX_SUBJECT_LENGTH, {
    required: false,
    description: 'Only messages with this subject.',
    example: 'Budget Q4',
  })
  subject?: string;
}

/** A part of the history, ascending by `seq`. */
export class HistoryPageDto {
  items: MessageDto[];
  /** There is more before the first item. */
  hasBefore: boolean;
  /** There is more after the last item. */
  hasAfter: boolean;
  /**
   * Present where a page of one subject ended early, be it empty, because very much that you hid lies there: ask on with
   * `before` this.
   */
  nextBefore?: number;
  /** The same for `after`. */
  nextAfter?: number;
  lastSeq: number;
  /** The page is at least as new as this; ask for `changes` after it. */
  lastRev: number;
}

/** Where to catch up from. */
export class ChangesQueryDto {
  @ApiProperty({ type: 'integer', minimum: 0, description: 'The newest `rev` you have; 0 means from the beginning.' })
  @QueryInteger(0, Number.MAX_SAFE_INTEGER)
  afterRev: number;

  @ApiProperty(LIMIT)
  @QueryInteger(1, MAX_PAGE_SIZE)
  limit: number = DEFAULT_PAGE_SIZE;
}

/** What changed, in `rev` order, each message as it now is. */
export class ChangesDto {
  items: MessageDto[];
  /** Present when its name, description or members changed. */
  @ApiProperty({ type: () => SharedConversationDto, required: false })
  conversation?: SharedConversationDto;
  /**
   * Present when some were renamed, resolved or merged: in `rev` order, each as it now is. Messages that you have of one are
   * called as it is now, and of one with `mergedInto` are that one's.
   */
  @ApiProperty({ type: () => [SubjectStateDto], required: false })
  subjects?: SubjectStateDto[];
  /** You are up to date to here. */
  lastRev: number;
  hasMore: boolean;
  /** Too far behind, or ahead of the server: drop what you have and read the history. */
  reset?: boolean;
}

/** For whom to delete. */
export class DeleteMessageQueryDto {
  @ApiProperty({ required: false, enum: ['me', 'everyone'], default: 'me' })
  @IsIn(['me', 'everyone'])
  for: 'me' | 'everyone' = 'me';
}
