import { ApiSchema } from '@nestjs/swagger';
import { SendMessageDto } from '../../dto/send-message.dto.js';
import { HoldSeconds, SendAt, SendAtLocal, WallTimeDto } from './send-time.js';

/** A message to send, now or later; what comes over a socket is sent now. */
@ApiSchema({ name: 'SendMessageDto' })
export class PostMessageDto extends SendMessageDto {
  @SendAt()
  sendAt?: string;

  @SendAtLocal()
  sendAtLocal?: WallTimeDto;

  @HoldSeconds()
  holdSeconds?: number;
}
