import { ApiProperty } from '@nestjs/swagger';
import { PlainHint } from '../realtime/frames/event.frames.js';
import { ServerFrame } from '../realtime/frames/frame-classes.js';

const NOTICES = ['warned', 'report_closed'] as const;

/** What it is about. */
export class AddedNoticeDto {
  @ApiProperty({ enum: NOTICES })
  kind: (typeof NOTICES)[number];
}

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

@ServerFrame({ summary: 'Moderators have something to say to me: `GET /users/me/security-notices` has it.' })
export class NoticeAddedEvent extends PlainHint {
  static readonly type = 'notice.added';

  data: AddedNoticeDto;
}
