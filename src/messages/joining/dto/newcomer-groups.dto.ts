import { ApiProperty } from '@nestjs/swagger';

/** A group that newcomers are in from the start. */
export class NewcomerGroupDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** Null where it is not listed. */
  @ApiProperty({ type: String, nullable: true, example: 'Service desk' })
  subject: string | null;
  @ApiProperty({ type: 'integer', nullable: true, example: 8 })
  memberCount: number | null;
  /** False: it is gone or not listed any more, and passed over. */
  isListed: boolean;
}

/** All of them, in the order in which they were chosen. */
export class NewcomerGroupsDto {
  items: NewcomerGroupDto[];
}
