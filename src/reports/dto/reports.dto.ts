import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { PageQuery } from '../../core/http/page.js';
import { SystemEventDto } from '../../messages/shape/message.dto.js';
import { UserCardDto } from '../../users/dto/user-card.dto.js';
import {
  REPORT_ACTIONS,
  REPORT_FILTERS,
  REPORT_REASONS,
  REPORT_STATES,
  type ReportAction,
  type ReportFilter,
  type ReportReason,
  type ReportState,
} from '../report-terms.js';

const ID = { format: 'uuid', example: '0192f3c4-5d6e-7f80-9a1b-2c3d4e5f6071' };
const TIME = { format: 'date-time', example: '2026-11-27T08:15:00.000Z' };

/** Which part of the queue. */
export class ListReportsQuery extends PageQuery {
  @IsIn(REPORT_FILTERS)
  @ApiProperty({
    enum: REPORT_FILTERS,
    enumName: 'ReportFilter',
    required: false,
    default: 'open',
    description: '`closed` is `dismissed` and `acted`.',
  })
  state: ReportFilter = 'open';
}

/** How many people gave a reason. */
export class ReasonCountDto {
  @ApiProperty({ enum: REPORT_REASONS, enumName: 'ReportReason' })
  reason: ReportReason;
  @ApiProperty({ type: 'integer', minimum: 1, example: 2 })
  count: number;
}

/** What was decided, and by whom. */
export class ReportDecisionDto {
  @ApiProperty({ enum: REPORT_ACTIONS, enumName: 'ReportAction' })
  action: ReportAction;
  /** @example "Agreed with both to leave it there." */
  note: string;
  by: UserCardDto;
  @ApiProperty(TIME)
  at: string;
}

/** A message that was reported, by however many people; not what it says. */
export class ReportDto {
  @ApiProperty(ID)
  id: string;
  @ApiProperty({ enum: REPORT_STATES, enumName: 'ReportState' })
  state: ReportState;
  /** Goes up with each report and each decision; for `ifVersion`. */
  @ApiProperty({ type: 'integer', example: 1 })
  version: number;
  @ApiProperty(ID)
  conversationId: string;
  @ApiProperty({ enum: ['direct', 'group'] })
  conversationKind: 'direct' | 'group';
  /** The name of the group when it was first reported; null for direct conversations. */
  @ApiProperty({ type: String, nullable: true, example: 'Riverside pilot' })
  conversationSubject: string | null;
  @ApiProperty({ type: 'integer', minimum: 1, example: 42 })
  seq: number;
  /** Who wrote the message. */
  sender: UserCardDto;
  @ApiProperty(TIME)
  writtenAt: string;
  /** How many people reported it. */
  @ApiProperty({ type: 'integer', minimum: 1, example: 3 })
  reporters: number;
  /** The commonest first. */
  @ApiProperty({ type: () => [ReasonCountDto] })
  reasons: ReasonCountDto[];
  @ApiProperty(TIME)
  firstAt: string;
  @ApiProperty(TIME)
  latestAt: string;
  /** Null while it is open. */
  @ApiProperty({ type: () => ReportDecisionDto, nullable: true })
  decision: ReportDecisionDto | null;
}

/** One page of the queue, what was reported last first. */
export class ReportPageDto {
  @ApiProperty({ type: () => [ReportDto] })
  items: ReportDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
  /** How many wait for a decision, whatever is listed. */
  @ApiProperty({ type: 'integer', minimum: 0, example: 4 })
  open: number;
}

/** What a message said when it was reported. */
export class ReportedTextDto {
  @ApiProperty({ type: 'integer', minimum: 1, example: 1 })
  version: number;
  @ApiProperty({ type: String, nullable: true })
  subject: string | null;
  /** Markdown source. */
  body: string;
  /** What it copied, where it said something of its own too. */
  @ApiProperty({ type: String, nullable: true })
  forwarded: string | null;
  /** @example ["photo.jpg"] */
  fileNames: string[];
  /** Its words were taken away with the name of whoever wrote them. */
  erased: boolean;
}

/** Who reported it, and why. */
export class ReporterDto {
  reporter: UserCardDto;
  @ApiProperty({ enum: REPORT_REASONS, enumName: 'ReportReason' })
  reason: ReportReason;
  /** @example "The third time this week." */
  note: string;
  @ApiProperty(TIME)
  at: string;
  /** `version` of what it said when they reported it. */
  @ApiProperty({ type: 'integer', minimum: 1, example: 1 })
  textVersion: number;
}

/** A message beside a reported one, or that one itself, as it is now. Files are named and cannot be opened. */
export class ContextMessageDto {
  @ApiProperty({ type: 'integer', minimum: 1, example: 41 })
  seq: number;
  @ApiProperty({ enum: ['user', 'system'] })
  kind: 'user' | 'system';
  sender: UserCardDto;
  @ApiProperty({ type: String, nullable: true })
  subject: string | null;
  /** Markdown source; empty when it was deleted. */
  body: string;
  /** What it copies, where it says something of its own too. */
  @ApiProperty({ type: String, nullable: true })
  forwarded: string | null;
  fileNames: string[];
  @ApiProperty({ type: () => SystemEventDto, required: false })
  system?: SystemEventDto;
  @ApiProperty(TIME)
  createdAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  editedAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  deletedAt: string | null;
}

/** Something that could be done, and why not. */
export class PossibleActionDto {
  @ApiProperty({ enum: REPORT_ACTIONS, enumName: 'ReportAction' })
  action: ReportAction;
  /**
   * The code of the problem that it would be refused with; null when it can be done.
   * @example account_protected
   */
  @ApiProperty({ type: String, nullable: true })
  refused: string | null;
}

/** A reported message with what it said, who reported it, and what stands around it. */
export class ReportDetailsDto extends ReportDto {
  /** What it said when it was reported; several where it was edited in between, the newest last. */
  @ApiProperty({ type: () => [ReportedTextDto] })
  texts: ReportedTextDto[];
  /** Who reported it, the first first; at most 200. */
  @ApiProperty({ type: () => [ReporterDto] })
  reports: ReporterDto[];
  /** Five messages before it, itself and five after it, as they are now; empty where the conversation is gone. */
  @ApiProperty({ type: () => [ContextMessageDto] })
  context: ContextMessageDto[];
  /** What the one who asks could do about it. */
  @ApiProperty({ type: () => [PossibleActionDto] })
  actions: PossibleActionDto[];
}
