import { ApiProperty } from '@nestjs/swagger';
import { PlainHint } from '../../realtime/frames/event.frames.js';
import { ServerFrame } from '../../realtime/frames/frame-classes.js';

/** How far the audit log goes now. */
export class AuditAppendedDto {
  @ApiProperty({ type: 'integer', minimum: 1 })
  sealedThrough: number;
}

@ServerFrame({ summary: 'Acts were put on record; told to those who may read them (`audit.read`).' })
export class AuditAppendedEvent extends PlainHint {
  static readonly type = 'audit.appended';

  data: AuditAppendedDto;
}
