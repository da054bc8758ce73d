import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

export type RowOutcome = 'create' | 'change' | 'unchanged' | 'refused';

/** One row of a file with people. */
@Entity('account_import_rows')
@Check('account_import_rows_outcome_check', `outcome in ('create', 'change', 'unchanged', 'refused')`)
@Index('account_import_rows_refused_idx', { synchronize: false })
export class AccountImportRow {
  @PrimaryColumn('uuid') importId: string;
  /** Where it begins in the file; the header is line 1 where nothing is before it. */
  @PrimaryColumn('integer') line: number;
  /** As they stand in the file, each shortened to what is kept of it. */
  @Column('jsonb') cells: string[];
  /** The code of what is wrong with the row whatever its columns mean. */
  @Column('varchar', { length: 64, nullable: true }) fault: string | null;
  /** What the last check said would be done, then what was done of it. */
  @Column('varchar', { length: 9, nullable: true }) outcome: RowOutcome | null;
  @Column('varchar', { length: 32, nullable: true }) field: string | null;
  @Column('varchar', { length: 64, nullable: true }) code: string | null;
  /** The account that was made from it or changed by it. */
  @Column('uuid', { nullable: true }) userId: string | null;
}
