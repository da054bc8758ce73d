import { Entity, PrimaryColumn } from 'typeorm';

/** In which cluster this database lives; serves only the comparison of schema and entities. */
@Entity('database_identity')
export class DatabaseIdentity {
  @PrimaryColumn('bigint') systemIdentifier: string;
}
