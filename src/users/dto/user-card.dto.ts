import { ApiProperty } from '@nestjs/swagger';
import { PictureUrl } from '../../core/files/picture-url.decorator.js';
import type { UserCard } from '../user-card.js';

/** A person, as shown beside what they wrote. */
export class UserCardDto {
  @ApiProperty({ format: 'uuid', example: '0192f3c4-5d6e-7f80-9a1b-2c3d4e5f6071' })
  id: string;
  /** @example ana.berg */
  username: string;
  /** @example "Ana Berg" */
  displayName: string;
  @PictureUrl('the person')
  avatarUrl: string | null;

  static from({ id, username, displayName, avatarUrl }: UserCard): UserCardDto {
    return { id, username, displayName, avatarUrl };
  }
}
