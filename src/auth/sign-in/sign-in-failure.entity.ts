import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { TIME } from '../../core/database/columns.js';

/** One sign-in that failed, or that is being judged. */
@Entity('sign_in_failures')
@Index('sign_in_failures_account_idx', ['accountKey', 'at'])
@Index('sign_in_failures_source_idx', ['sourceKey', 'at'])
export class SignInFailure {
  @PrimaryColumn('uuid') id: string;
  /** A hash of what was tried, the same whether or not there is such an account. */
  @Column('varchar', { length: 64 }) accountKey: string;
  /** Whose account it was; null where nobody has what was tried. */
  @Column('uuid', { nullable: true }) userId: string | null;
  /** The address, network, device or person that tried. */
  @Column('varchar', { length: 80 }) sourceKey: string;
  @Column(TIME) at: Date;
  /** Still being judged; one that a lost node left behind counts as failed. */
  @Column('boolean', { default: false }) isPending: boolean;
}
