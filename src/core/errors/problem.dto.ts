import { ApiProperty } from '@nestjs/swagger';
import { SESSION_END_REASONS, type SessionEndReason } from '../security/revocations/session-end-reason.js';

/** One wrong field of a request. */
export class FieldErrorDto {
  /**
   * JSON pointer into the body, or `/name` of a parameter.
   * @example /subject
   */
  pointer: string;
  /** @example too_long */
  code: string;
  /** @example A subject may have 200 characters. */
  detail: string;
}

/** An error, as RFC 9457 describes them. */
export class ProblemDto {
  /** @example /problems/validation_failed */
  type: string;
  /** @example The request is not valid */
  title: string;
  @ApiProperty({ type: 'integer', minimum: 400, maximum: 599, example: 400 })
  status: number;
  /**
   * What was wrong with this request, and what to do.
   * @example A subject may have 200 characters.
   */
  detail: string;
  /**
   * Stable; translate this, not the texts.
   * @example validation_failed
   */
  code: string;
  /** Quote it when you ask for help. */
  requestId?: string;
  /** Why the session ended; with the code `session_ended` only, where it is known. */
  @ApiProperty({ enum: SESSION_END_REASONS, enumName: 'SessionEndReason', required: false, example: 'deactivated' })
  reason?: SessionEndReason;
  /**
   * The permissions that whoever asked lacks; with the code `permission_not_held` only.
   * @example ["user.manage"]
   */
  missing?: string[];
  /** One entry for each wrong field. */
  errors?: FieldErrorDto[];
}
