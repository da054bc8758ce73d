import { ApiProperty } from '@nestjs/swagger';
import { ConversationRefDto } from '../../messages/conversations/dto/conversation.dto.js';
import { MessageDto } from '../../messages/shape/message.dto.js';
import { UserCardDto } from '../../users/dto/user-card.dto.js';
import { OPERATORS, type Operator } from '../query/search-query.js';

export const OPERATOR_PROBLEMS = [
  'no_value',
  'nobody',
  'no_conversation',
  'no_subject',
  'no_time',
  'unknown_value',
] as const;
/** Why an operator finds nothing. */
export type OperatorProblem = (typeof OPERATOR_PROBLEMS)[number];

const RANGES = {
  type: 'array',
  items: { type: 'array', items: { type: 'integer', minimum: 0 }, minItems: 2, maxItems: 2 },
  example: [[4, 7]],
} as const;

/** A file whose name was found. */
export class FoundFileDto {
  @ApiProperty({ format: 'uuid', description: 'Of the attachment.' })
  id: string;
  @ApiProperty({ ...RANGES, description: 'What was found in its name, as in `highlights`.' })
  highlights: [start: number, length: number][];
}

/** A message that was found, and where in it. */
export class SearchHitDto {
  message: MessageDto;
  conversation: ConversationRefDto;
  @ApiProperty({
    ...RANGES,
    description:
      'What was found in `message.body`, ascending and apart from each other: where it begins and how long it is, in code points. Empty where something else was found, or operators alone.',
  })
  highlights: [start: number, length: number][];
  @ApiProperty({ ...RANGES, description: 'The same in `message.subject`.' })
  subjectHighlights: [start: number, length: number][];
  @ApiProperty({ ...RANGES, description: 'The same in `message.forwarded.body`.' })
  forwardedHighlights: [start: number, length: number][];
  /** The files whose names were found. */
  files: FoundFileDto[];
}

/** A subject that an operator means. */
export class FoundSubjectDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid' })
  conversationId: string;
  /** @example Budget Q4 */
  title: string;
}

/** How an operator was understood. */
export class InterpretedDto {
  @ApiProperty({ enum: OPERATORS, example: 'from' })
  operator: Operator;
  /**
   * As it was given.
   * @example ana
   */
  value: string;
  /** It must not hold. */
  excluded: boolean;
  /** The id of the person, conversation or subject that fits best, the word itself, or where the time begins; null: it means nothing. */
  @ApiProperty({ type: String, nullable: true, example: '0199d9a8-7c00-7000-8000-000000000001' })
  resolved: string | null;
  /**
   * Why it means nothing. What has no value yet is passed over; for any other reason nothing is found, unless it is
   * excluded.
   */
  @ApiProperty({ enum: OPERATOR_PROBLEMS, required: false })
  problem?: OperatorProblem;
  /** Of `from`: all who fit, the best first. */
  @ApiProperty({ type: () => [UserCardDto], required: false })
  people?: UserCardDto[];
  /** Of `in`: all that fit, the best first. */
  @ApiProperty({ type: () => [ConversationRefDto], required: false })
  conversations?: ConversationRefDto[];
  /** Of `subject`: all that fit, those last written in first; at most 20 are named. */
  @ApiProperty({ type: () => [FoundSubjectDto], required: false })
  subjects?: FoundSubjectDto[];
  /** Of a time: from when on; null: for ever before. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true, required: false })
  since?: string | null;
  /** Of a time: until when, without that moment itself; null: until now. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true, required: false })
  until?: string | null;
}

/** A word that was typed with an error, and what was found in its place. */
export class CorrectionDto {
  /** @example houzing */
  from: string;
  /** @example housing */
  to: string;
}

/** What cannot be found yet of what I may read. */
export class IndexingDto {
  /** In how many of my conversations something new or changed is not found yet. */
  @ApiProperty({ type: 'integer', minimum: 1 })
  behind: number;
  /** How many of the messages of my conversations are found. */
  @ApiProperty({ type: 'integer', minimum: 0 })
  done: number;
  /** How many there are. */
  @ApiProperty({ type: 'integer', minimum: 0 })
  total: number;
}

/** One page of what was found. */
export class SearchPageDto {
  items: SearchHitDto[];
  /** Null on the last page. A page may be short, even empty, and still lead on: very much had to be looked through. */
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
  /** How each operator was understood, in the order of the search; then the parameters. */
  interpreted: InterpretedDto[];
  /** Present where nothing is found as it was typed: the items are of these words. */
  @ApiProperty({ type: () => [CorrectionDto], required: false })
  corrections?: CorrectionDto[];
  /** Present while something cannot be found yet. */
  @ApiProperty({ type: () => IndexingDto, required: false })
  indexing?: IndexingDto;
}
