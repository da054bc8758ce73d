import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayUnique, IsArray, IsUUID } from 'class-validator';

const MAX_ORDERED = 200;

/** Which conversations stand at the top of my list, from above to below. */
export class PinOrderDto {
  @ApiProperty({ type: [String], items: { type: 'string', format: 'uuid' }, maxItems: MAX_ORDERED })
  @IsArray()
  @ArrayMaxSize(MAX_ORDERED)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  ids: string[];
}
