import { ApiProperty } from '@nestjs/swagger';
import { PlainHint } from '../realtime/frames/event.frames.js';
import { ServerFrame } from '../realtime/frames/frame-classes.js';

/** Which report changed, and how many wait for a decision now. */
export class ReportChangedDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ type: 'integer', minimum: 0 })
  open: number;
}

@ServerFrame({ summary: 'A message was reported, or decided about; told to those who decide (`report.manage`).' })
export class ReportChangedEvent extends PlainHint {
  static readonly type = 'report.changed';

  data: ReportChangedDto;
}
