import { ApiProperty } from '@nestjs/swagger';
import { IsUUID } from 'class-validator';
import { TextOfLength } from '../../../core/http/field-rules.js';

/** Who is to be the owner. */
export class TakeOverGroupDto {
  @ApiProperty({ format: 'uuid', example: '0192f3c4-5d6e-7f80-9a1b-2c3d4e5f6071' })
  @IsUUID()
  userId: string;
}

/** That it is meant: what is deleted is not given back. */
export class DeleteGroupDto {
  @TextOfLength(1, 200, { example: 'Riverside pilot', description: 'The name of the group, as it is written.' })
  confirm: string;
}
