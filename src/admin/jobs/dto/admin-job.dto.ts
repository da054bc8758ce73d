import { ApiProperty } from '@nestjs/swagger';
import { PageQuery } from '../../../core/http/page.js';
import { UserCardDto } from '../../../users/dto/user-card.dto.js';
import { JOB_STATES, type JobState } from '../admin-job.entity.js';
import { MAX_NAMED } from '../jobs.limits.js';

const ID = { format: 'uuid', example: '0192f3c4-5d6e-7f80-9a1b-2c3d4e5f6071' };
const COUNT = { type: 'integer', minimum: 0, example: 12 } as const;

/** Which page of the jobs. */
export class ListJobsQuery extends PageQuery {}

/** Something that is done to many accounts, and how far it is. */
export class AdminJobDto {
  @ApiProperty(ID)
  id: string;
  /**
   * What is done: an action of `POST /admin/users/bulk`, or `import`.
   * @example deactivate
   */
  action: string;
  @ApiProperty({ ...ID, type: String, nullable: true, description: 'The role of `add_role` and `remove_role`.' })
  roleId: string | null;
  @ApiProperty({ ...ID, type: String, nullable: true, description: 'The import of `import`.' })
  importId: string | null;
  /** In whose name it is done. */
  actor: UserCardDto;
  @ApiProperty({
    enum: JOB_STATES,
    enumName: 'AdminJobState',
    description: '`failed` ended before its time for the `reason`; what was done by then stays done.',
  })
  state: JobState;
  /**
   * The code of the problem that ended it.
   * @example null
   */
  reason: string | null;
  @ApiProperty({ ...COUNT, description: 'To how many it was done, or refused, so far.' })
  done: number;
  @ApiProperty({ ...COUNT, description: 'To how many it is done in all.' })
  total: number;
  @ApiProperty({ ...COUNT, description: 'How many of them were changed.' })
  changed: number;
  @ApiProperty({ ...COUNT, description: 'How many of them were so already.' })
  unchanged: number;
  @ApiProperty({ ...COUNT, description: 'How many of them were refused.' })
  failedTotal: number;
  /** @example 2026-11-24T08:00:00.000Z */
  createdAt: Date;
  /**
   * Null while it goes on.
   * @example null
   */
  endedAt: Date | null;
}

/** To whom it was not done, and why not. */
export class JobFailureDto {
  @ApiProperty({
    ...ID,
    type: String,
    nullable: true,
    description: 'The account; null for a line of which none was made.',
  })
  id: string | null;
  /**
   * The name of the account.
   * @example "Ana Berg"
   */
  displayName: string | null;
  @ApiProperty({
    type: 'integer',
    nullable: true,
    example: null,
    description: 'The line of the file, of an import.',
  })
  line: number | null;
  /**
   * The code of the problem.
   * @example account_protected
   */
  code: string;
}

/** A job with those to whom it was not done. */
export class AdminJobDetailsDto extends AdminJobDto {
  @ApiProperty({ type: [JobFailureDto], description: `The first ${MAX_NAMED} of \`failedTotal\`.` })
  failed: JobFailureDto[];
}

/** One page of jobs, newest first. */
export class AdminJobPageDto {
  items: AdminJobDto[];
  /**
   * Null on the last page.
   * @example null
   */
  nextCursor: string | null;
}

/** A job that was begun. */
export class StartedJobDto {
  @ApiProperty(ID)
  jobId: string;
}
