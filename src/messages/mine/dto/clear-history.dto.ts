import { IsInt, Max, Min } from 'class-validator';

/** How far I clear the history of a conversation for myself. */
export class ClearHistoryDto {
  /**
   * I see nothing up to this message any more. What came after it stays.
   * @example 42
   */
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  throughSeq: number;
}
