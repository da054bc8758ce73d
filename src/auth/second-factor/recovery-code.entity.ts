import { Entity, PrimaryColumn } from 'typeorm';

/** A code that somebody wrote down, which is good once. */
@Entity('recovery_codes')
export class RecoveryCode {
  @PrimaryColumn('uuid') userId: string;
  @PrimaryColumn('varchar', { length: 64 }) codeHash: string;
}
