import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsBoolean, IsInt, IsUUID, Max, Min } from 'class-validator';
import { ConversationRefDto } from '../../messages/conversations/dto/conversation.dto.js';
import { MAX_SUBJECT_LENGTH } from '../../messages/conversations/dto/create-conversation.dto.js';
import { PictureUrl } from '../../core/files/picture-url.decorator.js';
import { MayBeAbsent, MayBeNull, QueryInteger, TextOfLength } from '../../core/http/field-rules.js';
import { AttachmentIds } from '../../messages/dto/attachment-ids.js';
import { AttachmentDto } from '../../messages/shape/message.dto.js';
import { MAX_BODY_LENGTH, MAX_RECIPIENTS } from '../../messages/message-limits.js';

/** More than a draft has had while a save was under way. */
const MAX_KNOWN_FILES = 100;

const ORDER = {
  type: 'integer',
  format: 'int64',
  minimum: 0,
  required: false,
  description:
    'Rises with every change that this session makes to the draft, removal included; one that arrives after a later one of the same session changes nothing.',
} as const;

/** What I have written so far; nothing is trimmed, the cursor may stand behind a space. */
class SaveTextDto {
  @TextOfLength(0, MAX_BODY_LENGTH, { example: 'The supplier can hold ' })
  body: string;

  @MayBeNull()
  @TextOfLength(0, MAX_SUBJECT_LENGTH, { required: false, nullable: true, example: 'Budget Q4' })
  subject?: string | null;

  @AttachmentIds('Files that I uploaded and have not sent yet; they stay for as long as the draft does.')
  attachmentIds?: string[];

  @ApiProperty({
    type: [String],
    format: 'uuid',
    maxItems: MAX_KNOWN_FILES,
    required: false,
    description:
      'The files that the draft had when this device last heard of it, and those that it took out since: what another device added meanwhile stays in the draft, what another one took out stays out. Left out: `attachmentIds` is the whole list.',
  })
  @MayBeAbsent()
  @IsArray()
  @ArrayMaxSize(MAX_KNOWN_FILES)
  @IsUUID(undefined, { each: true })
  knownAttachmentIds?: string[];

  @ApiProperty(ORDER)
  @MayBeAbsent()
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  order?: number;
}

/** The files that it names, each as it is kept. */
export function idsIn({ attachmentIds = [] }: SaveTextDto): string[] {
  return attachmentIds.map((id) => id.toLowerCase());
}

/** The files that it knew; null: its own are all. */
export function knownIdsIn({ knownAttachmentIds }: SaveTextDto): string[] | null {
  return knownAttachmentIds?.map((id) => id.toLowerCase()) ?? null;
}

/** What I have written so far in a conversation. */
export class SaveDraftDto extends SaveTextDto {
  @ApiProperty({
    required: false,
    nullable: true,
    type: 'integer',
    format: 'int64',
    minimum: 1,
    description: 'What it answers.',
  })
  @MayBeNull()
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  replyToSeq?: number | null;
}

/** What I have written so far of a new message. */
export class SaveComposeDraftDto extends SaveTextDto {
  @ApiProperty({
    type: [String],
    format: 'uuid',
    maxItems: MAX_RECIPIENTS,
    description: 'Ids of people, or of one group.',
  })
  @IsArray()
  @ArrayMaxSize(MAX_RECIPIENTS)
  @IsUUID(undefined, { each: true })
  to: string[];

  @ApiProperty({ required: false, description: 'A direct message to each instead of one group.' })
  @MayBeAbsent()
  @IsBoolean()
  separate?: boolean;
}

/** Which removal of this session it is. */
export class RemoveDraftQuery {
  @ApiProperty(ORDER)
  @MayBeAbsent()
  @QueryInteger(0, Number.MAX_SAFE_INTEGER)
  order?: number;

  @ApiProperty({
    type: 'integer',
    format: 'int64',
    minimum: 0,
    required: false,
    description:
      'The newest version that this device knows: what another one wrote since stays. Left out: whatever is there.',
  })
  @MayBeAbsent()
  @QueryInteger(0, Number.MAX_SAFE_INTEGER)
  version?: number;
}

/** A draft as it is kept. */
export class DraftDto {
  body: string;
  @ApiProperty({ type: String, nullable: true })
  subject: string | null;
  @ApiProperty({ type: 'integer', format: 'int64', minimum: 1, nullable: true })
  replyToSeq: number | null;
  @ApiProperty({ type: () => [AttachmentDto], description: 'Those that were neither sent nor removed meanwhile.' })
  attachments: AttachmentDto[];
  /** Rises with every change, removal included; a device ignores what is older than what it has. */
  @ApiProperty({ type: 'integer', format: 'int64', minimum: 0 })
  version: number;
  updatedAt: Date;
}

/** Whom a new message is for. */
export class DraftRecipientDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ enum: ['person', 'group'] })
  kind: 'person' | 'group';
  /** Null for a group. */
  @ApiProperty({ type: String, nullable: true })
  username: string | null;
  displayName: string;
  @PictureUrl('the person or the group')
  avatarUrl: string | null;
}

/** A new message that was begun. */
export class ComposeDraftDto extends DraftDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** Those who still exist. */
  to: DraftRecipientDto[];
  separate: boolean;
}

/** A draft in the list of all of them: of a conversation, or, with `conversation: null`, a new message. */
export class ListedDraftDto extends DraftDto {
  @ApiProperty({ format: 'uuid', description: 'The conversation, or the new message.' })
  id: string;
  @ApiProperty({ type: () => ConversationRefDto, nullable: true })
  conversation: ConversationRefDto | null;
  /** Empty for a draft of a conversation. */
  to: DraftRecipientDto[];
  separate: boolean;
}

/** One page of drafts, most recently changed first. */
export class DraftPageDto {
  items: ListedDraftDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}
