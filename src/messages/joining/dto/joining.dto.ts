import { ApiProperty } from '@nestjs/swagger';
import { IsUUID, ValidateIf } from 'class-validator';
import { PictureUrl } from '../../../core/files/picture-url.decorator.js';
import { TextOfLength } from '../../../core/http/field-rules.js';
import { UserCardDto } from '../../../users/dto/user-card.dto.js';

const MAX_TOKEN_LENGTH = 100;

/** What a link that somebody holds says. */
export class GroupLinkTokenDto {
  @TextOfLength(1, MAX_TOKEN_LENGTH, { description: 'What stands behind `#` in the link.' })
  token: string;
}

/** Which group to join: by its link, or one that is listed. */
export class JoinGroupDto {
  @ValidateIf((dto: JoinGroupDto) => dto.conversationId === undefined || dto.token !== undefined)
  @TextOfLength(1, MAX_TOKEN_LENGTH, { required: false, description: 'What stands behind `#` in the link.' })
  token?: string;

  @ApiProperty({ required: false, format: 'uuid', description: 'A group of `GET /conversations/open`.' })
  @ValidateIf((dto: JoinGroupDto) => dto.conversationId !== undefined)
  @IsUUID()
  conversationId?: string;
}

/** The link into a group. */
export class GroupLinkDto {
  /** To be put behind `/join#` of the client. */
  token: string;
  createdBy: UserCardDto;
  @ApiProperty({ format: 'date-time' })
  createdAt: string;
  /** False: whoever made it may not add people to the group any more, and it lets nobody in. */
  isOpen: boolean;
}

/** A group as those see it who are not in it. */
export class OpenGroupDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** @example Riverside pilot */
  subject: string;
  /** @example Six gauges on the Aller, until March */
  description: string;
  @PictureUrl('the group')
  pictureUrl: string | null;
  /** @example 8 */
  memberCount: number;
  /** I am in it already. */
  isMember: boolean;
}

/** One page of the groups that can be found, by name. */
export class OpenGroupPageDto {
  items: OpenGroupDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}
