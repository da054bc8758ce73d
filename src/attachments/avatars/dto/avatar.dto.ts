import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { PictureUrl } from '../../../core/files/picture-url.decorator.js';
import { MayBeAbsent } from '../../../core/http/field-rules.js';
import { LARGE_AVATAR, SMALL_AVATAR } from '../avatar-limits.js';

/** My picture as it is now. */
export class AvatarDto {
  @PictureUrl('the person')
  avatarUrl: string | null;
}

/** The picture of a group as it is now. */
export class GroupPictureDto {
  @PictureUrl('the group')
  pictureUrl: string | null;
}

const SIZES = [String(SMALL_AVATAR), String(LARGE_AVATAR)];

/** In which size a picture is opened. */
export class PictureQueryDto {
  @ApiProperty({
    required: false,
    enum: SIZES,
    default: String(LARGE_AVATAR),
    description: 'How wide and high it is, in pixels.',
  })
  @MayBeAbsent()
  @IsIn(SIZES)
  size?: string;
}
