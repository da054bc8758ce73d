import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import type { Type } from '@nestjs/common';

const WHOLE = { type: 'integer', minimum: 0 } as const;

/** A figure that could not be read now; the others are not affected. */
export class FailedFigureDto {
  @ApiProperty({ enum: ['unavailable'], description: 'The log of the server says why.' })
  error: 'unavailable';
}

function Figure(type: Type, description: string): PropertyDecorator {
  return ApiProperty({
    oneOf: [{ $ref: getSchemaPath(type) }, { $ref: getSchemaPath(FailedFigureDto) }],
    description,
  });
}

export class ActiveNowDto {
  @ApiProperty({ ...WHOLE, description: 'Who is on several devices counts once.' })
  people: number;
}

export class MessagesNowDto {
  @ApiProperty({
    ...WHOLE,
    description: 'Estimated from this minute and the share of the last one that is still in it.',
  })
  lastMinute: number;
}

export class DeliveryNowDto {
  @ApiProperty({
    type: 'number',

    nullable: true,
    description: 'Milliseconds that 95 of 100 messages took at most; null where there were none.',
  })
  p95Ms: number | null;
  @ApiProperty({ ...WHOLE, description: 'How often it was measured.' })
  messages: number;
}

export class SignInsNowDto {
  @ApiProperty(WHOLE)
  succeeded: number;
  @ApiProperty(WHOLE)
  failed: number;
}

export class JobsNowDto {
  @ApiProperty({ ...WHOLE, description: 'That are due and not begun.' })
  waiting: number;
  @ApiProperty({ ...WHOLE, description: 'That failed for good within 30 days.' })
  failed: number;
  @ApiProperty({ ...WHOLE, description: 'For how long the oldest has been due.' })
  oldestWaitingSeconds: number;
}

export class StorageNowDto {
  @ApiProperty(WHOLE)
  databaseBytes: number;
  @ApiProperty({ ...WHOLE, description: 'Of the files of people.' })
  fileBytes: number;
}

export class PeopleNowDto {
  @ApiProperty({ ...WHOLE, description: 'Those who can sign in.' })
  active: number;
  @ApiProperty(WHOLE)
  deactivated: number;
  @ApiProperty({ ...WHOLE, description: 'Those of the active ones who have never signed in.' })
  invited: number;
}

export class NodesNowDto {
  @ApiProperty(WHOLE)
  running: number;
}

/** How things are now. Each figure stands for itself: where one cannot be read, it says so, and the others are there. */
@ApiExtraModels(FailedFigureDto, ActiveNowDto, MessagesNowDto, DeliveryNowDto, SignInsNowDto)
@ApiExtraModels(JobsNowDto, StorageNowDto, PeopleNowDto, NodesNowDto)
export class LiveFiguresDto {
  /** When it was so; by the clock of the database. */
  at: Date;
  /** @example 0.1.0 */
  version: string;
  @Figure(ActiveNowDto, 'Who is there.')
  active: ActiveNowDto | FailedFigureDto;
  @Figure(MessagesNowDto, 'What is written.')
  messages: MessagesNowDto | FailedFigureDto;
  @Figure(DeliveryNowDto, 'How soon messages arrive, in the last 5 minutes.')
  delivery: DeliveryNowDto | FailedFigureDto;
  @Figure(SignInsNowDto, 'Sign-ins with a password within 24 hours.')
  signIns: SignInsNowDto | FailedFigureDto;
  @Figure(JobsNowDto, 'Work of the server that is done later.')
  jobs: JobsNowDto | FailedFigureDto;
  @Figure(StorageNowDto, 'How much is kept; up to a minute old.')
  storage: StorageNowDto | FailedFigureDto;
  @Figure(PeopleNowDto, 'How many accounts there are; up to a minute old.')
  people: PeopleNowDto | FailedFigureDto;
  @Figure(NodesNowDto, 'Processes of Parley.')
  nodes: NodesNowDto | FailedFigureDto;
}
