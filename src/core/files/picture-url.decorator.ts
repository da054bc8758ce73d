import { ApiProperty } from '@nestjs/swagger';
import { pictureUrlOf } from './picture-address.js';

/** The field of a shape that says where the picture of somebody or something is opened. */
export const PictureUrl = (whose: string) =>
  ApiProperty({
    type: String,
    format: 'uri-reference',
    nullable: true,
    example: pictureUrlOf('0192f3c4-5d6e-7f80-9a1b-2c3d4e5f6072'),
    description: `The picture of ${whose}; null where there is none. Another picture has another address.`,
  });
