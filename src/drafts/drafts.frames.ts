import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { ServerFrame } from '../realtime/frames/frame-classes.js';
import { ComposeDraftDto, DraftDto } from './dto/draft.dto.js';

/** A draft as another device of mine left it. */
@ApiExtraModels(DraftDto, ComposeDraftDto)
export class DraftChangeDto {
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The new message; null in a conversation.',
  })
  composeId: string | null;
  version: number;
  @ApiProperty({
    description: 'Null when it was sent or thrown away. Of a new message it has also `id`, `to` and `separate`.',
    anyOf: [{ $ref: getSchemaPath(ComposeDraftDto) }, { $ref: getSchemaPath(DraftDto) }, { type: 'null' }],
  })
  draft: DraftDto | ComposeDraftDto | null;
}

@ServerFrame({ summary: 'A draft of mine changed on one of my devices; ignore versions older than yours.' })
export class DraftUpdatedEvent {
  static readonly type = 'draft.updated';

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'Null for a new message, which `composeId` names.',
  })
  conversationId: string | null;
  @ApiProperty({ type: 'null', description: 'It takes none.' })
  rev: null;
  /** When it was told. */
  at: Date;
  data: DraftChangeDto;
}
