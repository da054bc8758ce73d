import { ApiProperty } from '@nestjs/swagger';
import { PictureUrl } from '../../core/files/picture-url.decorator.js';
import { UserCardDto } from '../../users/dto/user-card.dto.js';

/** What a message replies to, as it is now. */
export class ReplyPreviewDto {
  /** @example 41 */
  seq: number;
  /** Null when it is hidden from you. */
  @ApiProperty({ type: () => UserCardDto, nullable: true })
  sender: UserCardDto | null;
  /** The first 140 characters of its text without Markdown, on one line; null when it was deleted or is hidden from you. */
  @ApiProperty({ type: String, nullable: true, example: 'New housing on at first light.' })
  excerpt: string | null;
  /** Deleted for everyone. */
  deleted: boolean;
  /** Whom the excerpt mentions by name; absent when it names nobody. */
  @ApiProperty({ type: () => [MentionDto], required: false })
  mentions?: MentionDto[];
  /** Which teams the excerpt mentions; absent when it names none. */
  @ApiProperty({ type: () => [TeamMentionDto], required: false })
  mentionedTeams?: TeamMentionDto[];
}

export const SYSTEM_EVENTS = [
  'group_created',
  'subject_changed',
  'description_changed',
  'posting_changed',
  'history_changed',
  'listing_changed',
  'picture_changed',
  'picture_removed',
  'members_added',
  'member_removed',
  'member_left',
  'role_changed',
] as const;
export type SystemEventName = (typeof SYSTEM_EVENTS)[number];

/** What a system line tells. */
export class SystemEventDto {
  @ApiProperty({ enum: SYSTEM_EVENTS, example: 'group_created' })
  event: SystemEventName;
  /** Who did it. */
  @ApiProperty({ format: 'uuid' })
  actorId: string;
  /** Whom it concerns; somebody who was added by themselves joined. */
  userIds: string[];
  /** The first of them by name, at most three; some may have left. */
  @ApiProperty({ type: () => [UserCardDto], required: false })
  people?: UserCardDto[];
  /** The new value, for events that change one. */
  @ApiProperty({ type: String, nullable: true, required: false })
  value?: string | null;
}

/** A smaller picture of an attachment, as WebP. */
export class ThumbnailDto {
  /** @example 640 */
  width: number;
  /** @example 480 */
  height: number;
  @ApiProperty({ format: 'uri-reference' })
  url: string;
}

/** A file of a message. Addresses open by access token, by the cookie of files, or, where they are signed, by themselves. */
export class AttachmentDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** @example "harbour.jpg" */
  name: string;
  /**
   * Judged by its content: of a picture, audio or video that browsers show, otherwise one to save.
   * @example "image/jpeg"
   */
  mediaType: string;
  /**
   * In bytes.
   * @example 482113
   */
  size: number;
  /** Of a picture, as it is shown. */
  @ApiProperty({ type: 'integer', required: false, example: 4032 })
  width?: number;
  @ApiProperty({ type: 'integer', required: false, example: 3024 })
  height?: number;
  /** Of audio, where its sender said it. */
  @ApiProperty({ type: 'integer', required: false, example: 12400 })
  durationMs?: number;
  /**
   * To be shown while it loads, in base64: of a picture a thumbhash, of audio its waveform, a byte for each loudness, where
   * its sender said it.
   */
  @ApiProperty({ required: false, example: '1QcSHQRnh493V4dIh4eXh1h4kJUI' })
  preview?: string;
  /** What is to be seen in it, for those who do not see it; empty where its sender said nothing. */
  alt: string;
  @ApiProperty({ format: 'uri-reference' })
  contentUrl: string;
  /** The largest one first; those that would be no smaller than the picture are not made. */
  thumbnails: ThumbnailDto[];
}

/** How many people answered with one emoji. */
export class ReactionDto {
  /** @example "👍" */
  emoji: string;
  /** @example 3 */
  count: number;
  /** Whether I am one of them; absent in frames. */
  me?: boolean;
}

/** That a message was pinned for everybody. */
export class PinnedDto {
  by: UserCardDto;
  @ApiProperty({ format: 'date-time' })
  at: string;
}

/** A team that a message mentions: those of it who are in the conversation. */
export class TeamMentionDto {
  @ApiProperty({ format: 'uuid' })
  teamId: string;
  /**
   * As it stands in the text behind the `@`, in small letters; the team may have another now.
   * @example support
   */
  key: string;
  /**
   * What the team is called now.
   * @example "Customer support"
   */
  name: string;
}

/** That a message mentions those who were active in the conversation when it was said. Nobody is told who they were. */
export class HereMentionDto {
  /** Whether I was one of them, and did not write it; absent in frames, see `mention.created`. */
  me?: boolean;
}

/** Somebody whom a message mentions. */
export class MentionDto {
  @ApiProperty({ format: 'uuid' })
  userId: string;
  /**
   * As it stands in the text behind the `@`, in small letters; they may be called otherwise now.
   * @example ana.berg
   */
  username: string;
  /**
   * What they are called now.
   * @example Ana Berg
   */
  displayName: string;
  @PictureUrl('the person')
  avatarUrl: string | null;
}

/** A message or a system line. Its place is `seq`, which has no gaps and never changes. */
export class MessageDto {
  @ApiProperty({ format: 'uuid' })
  conversationId: string;
  /** @example 42 */
  seq: number;
  /**
   * The conversation's revision at the newest change of this message.
   * @example 57
   */
  rev: number;
  @ApiProperty({ enum: ['user', 'system'] })
  kind: 'user' | 'system';
  /** The id that the sender's client chose. */
  @ApiProperty({ format: 'uuid' })
  clientId: string;
  sender: UserCardDto;
  @ApiProperty({ type: String, nullable: true, example: 'Budget Q4' })
  subject: string | null;
  /** Stays when the subject is renamed, which the message is not told anew for: see `subject.updated`. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  subjectId: string | null;
  /**
   * Markdown source; empty when deleted.
   * @example One housing, not three, and it fits.
   */
  body: string;
  @ApiProperty({ type: () => ReplyPreviewDto, required: false })
  replyTo?: ReplyPreviewDto;
  attachments: AttachmentDto[];
  /** In the order in which each was first used. */
  reactions: ReactionDto[];
  /** By whom and since when it is pinned. */
  @ApiProperty({ type: () => PinnedDto, nullable: true })
  pinned: PinnedDto | null;
  /** Whom it mentions by name. */
  mentions: MentionDto[];
  /** Which teams it mentions; absent where it mentions none. */
  @ApiProperty({ type: () => [TeamMentionDto], required: false })
  mentionedTeams?: TeamMentionDto[];
  /** It mentions everyone in the conversation. */
  mentionsEveryone: boolean;
  /** It mentions those who were active when it was said; absent where it does not. */
  @ApiProperty({ type: () => HereMentionDto, required: false })
  mentionsHere?: HereMentionDto;
  @ApiProperty({ type: () => SystemEventDto, required: false })
  system?: SystemEventDto;
  // Times as text: an answer without any Date becomes JSON in a fifth of the time.
  @ApiProperty({ format: 'date-time' })
  createdAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  editedAt: string | null;
  /** Set when it was deleted for everyone: subject and body are gone. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  deletedAt: string | null;
}
