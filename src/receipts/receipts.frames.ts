import { ApiProperty } from '@nestjs/swagger';
import { ConversationHint } from '../realtime/frames/event.frames.js';
import { ServerFrame } from '../realtime/frames/frame-classes.js';

/** How far somebody has come. */
export class ReceiptDto {
  @ApiProperty({ format: 'uuid' })
  userId: string;
  seq: number;
  @ApiProperty({ format: 'date-time' })
  at: string;
}

@ServerFrame({
  summary:
    'Messages up to this one reached somebody else, over a socket or an answer; direct conversations and groups of up to ' +
    '20. At most once a second for each of them.',
})
export class ReceiptDeliveredEvent extends ConversationHint {
  static readonly type = 'receipt.delivered';

  data: ReceiptDto;
}

@ServerFrame({
  summary:
    'Somebody else has read up to a message, and both of us show it; direct conversations and groups of up to 20. At most ' +
    'once a second for each of them.',
})
export class ReceiptReadEvent extends ConversationHint {
  static readonly type = 'receipt.read';

  data: ReceiptDto;
}

/** How far a message of mine got. */
export class ReceiptSummaryDto {
  seq: number;
  /** Without those who do not show it. */
  readBy: number;
  deliveredTo: number;
}

@ServerFrame({
  summary:
    'How far my newest message got in a group of more than 20, while it is among the newest of the group. At most every ' +
    'two seconds.',
})
export class ReceiptSummaryEvent extends ConversationHint {
  static readonly type = 'receipt.summary';

  data: ReceiptSummaryDto;
}
