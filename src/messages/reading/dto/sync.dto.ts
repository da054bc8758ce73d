import { ApiProperty } from '@nestjs/swagger';
import { IsInt, IsString, IsUUID, Max, MaxLength, Min, ValidateBy } from 'class-validator';
import { ConversationDto } from '../../conversations/dto/conversation.dto.js';
import { MessageDto } from '../../shape/message.dto.js';
import { SubjectStateDto } from '../../subjects/dto/subject.dto.js';
import { MyFullStateDto } from '../../mine/dto/my-state.dto.js';
import { Instant, MayBeAbsent } from '../../../core/http/field-rules.js';
import { isUuid } from '../../../core/uuid.js';
import { DEFAULT_SYNC_PAGE, MAX_KNOWN, MAX_SYNC_PAGE } from '../../message-limits.js';

/** Revs by conversation, as a client holds them. */
const RevsByConversation = () =>
  ValidateBy({
    name: 'invalidRevs',
    validator: {
      validate: (value: unknown) =>
        typeof value === 'object' &&
        value !== null &&
        !Array.isArray(value) &&
        Object.keys(value).length <= MAX_KNOWN &&
        Object.entries(value).every(([id, rev]) => isUuid(id) && Number.isSafeInteger(rev) && (rev as number) >= 0),
      defaultMessage: () =>
        `$property must be an object of at most ${MAX_KNOWN} conversation ids, each with a rev of 0 or more`,
    },
  });

const REVS = {
  type: 'object',
  additionalProperties: { type: 'integer', minimum: 0 },
  example: { '01936f0a-7a9c-7c1e-b7a1-5d2f1c0e9b11': 41 },
} as const;

/** What a client has after an absence. */
export class SyncDto {
  @ApiProperty({
    ...REVS,
    selfRequired: true,
    description: `The \`rev\` I have of each conversation I keep; at most ${MAX_KNOWN}.`,
  })
  @RevsByConversation()
  known: Record<string, number>;

  @ApiProperty({
    ...REVS,
    selfRequired: false,
    description: 'The `me.rev` I have of them; left out, my own state is not compared.',
  })
  @MayBeAbsent()
  @RevsByConversation()
  meRevs?: Record<string, number>;

  @ApiProperty({
    required: false,
    format: 'date-time',
    description: 'Conversations that are not in `known` are told when something happened in them since; left out, all.',
    example: '2026-11-24T08:00:00.000Z',
  })
  @MayBeAbsent()
  @Instant()
  since?: string;

  @ApiProperty({
    required: false,
    format: 'uuid',
    description:
      'The `epoch` of the last answer that I took over whole; the same for all pages. Where the server does not know it, it was put back to an earlier state: the first page says `reset`, and everything in `known` is answered with it too.',
  })
  @MayBeAbsent()
  @IsUUID()
  epoch?: string;

  @ApiProperty({ required: false, type: 'integer', minimum: 1, maximum: MAX_SYNC_PAGE, default: DEFAULT_SYNC_PAGE })
  @IsInt()
  @Min(1)
  @Max(MAX_SYNC_PAGE)
  limit: number = DEFAULT_SYNC_PAGE;

  @ApiProperty({ required: false, maxLength: 500, description: '`nextCursor` of the page before; opaque.' })
  @MayBeAbsent()
  @IsString()
  @MaxLength(500)
  cursor?: string;
}

/** The first changes of a conversation; the rest comes by `listChanges`. */
export class SyncedChangesDto {
  /** In `rev` order, each as it now is. */
  items: MessageDto[];
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

/** A conversation that is not as the client has it. */
export class SyncedConversationDto {
  conversation: ConversationDto;
  /** Absent for one that was not in `known`, and when only my own state moved. */
  @ApiProperty({ type: () => SyncedChangesDto, required: false })
  changes?: SyncedChangesDto;
  /** Present when my own state moved. */
  @ApiProperty({ type: () => MyFullStateDto, required: false })
  state?: MyFullStateDto;
}

/** What moved, newest activity first. */
export class SyncPageDto {
  items: SyncedConversationDto[];
  @ApiProperty({
    type: [String],
    description: 'Those of `known` that I cannot read any more; all of them come with the first page.',
  })
  removed: string[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
  @ApiProperty({
    required: false,
    description:
      'Present and true where the server does not know the `epoch` that was said: what I have of conversations and messages ' +
      'may be of others. Drop all of it and begin anew.',
  })
  reset?: boolean;
  @ApiProperty({
    format: 'uuid',
    required: false,
    description:
      'That of the first page is to be kept with what I have, once I have all pages, and said next time. Absent while the ' +
      'database could not name one since the start, as without room on its disk: then the one from before is kept.',
  })
  epoch?: string;
}
