import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';
import { MAIL_KINDS, type MailKind } from '../mail/mail-kind.js';

export class UnsubscribeQuery {
  @ApiProperty({ description: 'From the link.', minLength: 1, maxLength: 400 })
  @IsString()
  @Length(1, 400)
  token: string;
}

export class UnsubscribedDto {
  @ApiProperty({ enum: MAIL_KINDS, description: 'What is not mailed any more: unread messages, or summaries.' })
  kind: MailKind;
}
