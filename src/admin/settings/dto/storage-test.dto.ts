import { ApiProperty } from '@nestjs/swagger';

/** One thing that was tried. */
export class StorageTestStepDto {
  @ApiProperty({ type: String, enum: ['write', 'read', 'range', 'remove'], example: 'write' })
  name: string;
  @ApiProperty({ type: String, nullable: true, example: null, description: 'Why it failed; null where it worked.' })
  problem: string | null;
}

/** What came of keeping a small file and giving it back. */
export class StorageTestDto {
  /**
   * Whether all of it worked.
   * @example true
   */
  isWorking: boolean;
  /** What was tried, in order; nothing after what failed. */
  steps: StorageTestStepDto[];
}
