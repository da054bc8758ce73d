import { ApiProperty } from '@nestjs/swagger';

const TOLD_AT = { description: 'When it was told.' };
const NO_REV = { type: 'null', description: 'It takes none.' } as const;

/** Something that took a rev in the log of a conversation, and is told in the order of revs. */
export class LoggedEvent {
  @ApiProperty({ format: 'uuid' })
  conversationId: string;
  @ApiProperty({ description: 'The revision of the conversation that it took; what it does not follow was missed.' })
  rev: number;
  @ApiProperty(TOLD_AT)
  at: Date;
}

/** Something about a conversation that takes no rev: whoever misses it is told by what they read. */
export class ConversationHint {
  @ApiProperty({ format: 'uuid' })
  conversationId: string;
  @ApiProperty(NO_REV)
  rev: null;
  @ApiProperty(TOLD_AT)
  at: Date;
}

/** Something that is about no conversation and takes no rev. */
export class PlainHint {
  @ApiProperty({ type: 'null', description: 'It is about none.' })
  conversationId: null;
  @ApiProperty(NO_REV)
  rev: null;
  @ApiProperty(TOLD_AT)
  at: Date;
}
