import { IsBoolean, IsInt, Max, Min } from 'class-validator';
import { MayBeAbsent } from '../../../core/http/field-rules.js';

/** How far I have read. */
export class MarkReadDto {
  /**
   * Everything up to this message is read. Going back is ignored, unless `unread` is set.
   * @example 42
   */
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  seq: number;

  /** Make this message and everything after it unread again. */
  @MayBeAbsent()
  @IsBoolean()
  unread?: boolean;
}
