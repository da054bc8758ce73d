import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { PageQuery } from '../../core/http/page.js';
import { AttachmentDto } from '../../messages/shape/message.dto.js';
import { UserCardDto } from '../../users/dto/user-card.dto.js';
import { ATTACHMENT_KINDS, type AttachmentKind } from '../attachment.entity.js';

/** Which files of a conversation are listed. */
export class GalleryQueryDto extends PageQuery {
  @ApiProperty({ enum: ATTACHMENT_KINDS, description: 'What they are; whatever is only saved is a `file`.' })
  @IsIn(ATTACHMENT_KINDS)
  kind: AttachmentKind;
}

/** A file, and the message that it is in. */
export class GalleryItemDto {
  attachment: AttachmentDto;
  /** @example 41 */
  seq: number;
  sender: UserCardDto;
  @ApiProperty({ format: 'date-time' })
  createdAt: string;
}

/** One page of files, newest first. */
export class GalleryPageDto {
  items: GalleryItemDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}
