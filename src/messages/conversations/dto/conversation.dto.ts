import { ApiProperty } from '@nestjs/swagger';
import { PictureUrl } from '../../../core/files/picture-url.decorator.js';
import { UserCardDto } from '../../../users/dto/user-card.dto.js';
import { MessageDto } from '../../shape/message.dto.js';
import { POSTING_BY, type PostingBy } from '../conversation.entity.js';
import { MyStateDto } from '../../mine/dto/my-state.dto.js';

/** A conversation as everybody in it sees it. */
export class SharedConversationDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ enum: ['direct', 'group'] })
  kind: 'direct' | 'group';
  /** The name of a group. */
  @ApiProperty({ type: String, nullable: true, example: 'Riverside pilot' })
  subject: string | null;
  /** @example Six gauges on the Aller, until March */
  description: string;
  @PictureUrl('the group')
  pictureUrl: string | null;
  /** Whoever comes into the group later sees only what is written from then on. */
  historyFromJoin: boolean;
  /** Who writes in it: everyone, or its owners and admins. */
  @ApiProperty({ enum: POSTING_BY })
  postingBy: PostingBy;
  /** Everybody finds it among the open groups and may join it. */
  listed: boolean;
  /** Both people of a direct conversation (one in a note to oneself); the first few of a group. */
  members: UserCardDto[];
  /** @example 8 */
  memberCount: number;
  /** The newest `seq`. */
  lastSeq: number;
  /** The newest `rev`; fetch `changes` when yours is older. */
  lastRev: number;
  @ApiProperty({ format: 'date-time' })
  createdAt: string;
}

/** A conversation as I see it. */
export class ConversationDto extends SharedConversationDto {
  /** The newest message that is visible to me. */
  @ApiProperty({ type: () => MessageDto, nullable: true })
  lastMessage: MessageDto | null;
  /** @example 2 */
  unreadCount: number;
  /**
   * By others, of me or everyone, in messages that I have not read; at most 100.
   * @example 1
   */
  unreadMentions: number;
  me: MyStateDto;
}

/** One page of conversations. */
export class ConversationPageDto {
  items: ConversationDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}

/** A conversation in a list of messages: enough to say where a message stands. */
export class ConversationRefDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ enum: ['direct', 'group'] })
  kind: 'direct' | 'group';
  @ApiProperty({ type: String, nullable: true })
  subject: string | null;
  @PictureUrl('the group')
  pictureUrl: string | null;
  /** The other person of a direct conversation; oneself in a note to oneself. */
  @ApiProperty({ type: () => UserCardDto, nullable: true })
  other: UserCardDto | null;
}
