import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { TIME } from '../../core/database/columns.js';

/** What somebody has to answer: the second step of a sign-in, or what a passkey has to sign. */
export type ChallengePurpose = 'second-factor' | 'passkey' | 'register' | 'confirm';

/** A question that this server asked and that is still open. */
@Entity('sign_in_challenges')
@Index('sign_in_challenges_user_id_idx', ['userId'])
export class SignInChallenge {
  @PrimaryColumn('varchar', { length: 64 }) tokenHash: string;
  @Column('varchar', { length: 16 }) purpose: ChallengePurpose;
  /** Null where the passkey says who it is. */
  @Column('uuid', { nullable: true }) userId: string | null;
  /** Null where nobody is signed in yet. */
  @Column('uuid', { nullable: true }) sessionId: string | null;
  /** What a passkey has to sign. */
  @Column('varchar', { length: 100, nullable: true }) passkeyChallenge: string | null;
  @Column('boolean') isShared: boolean;
  @Column('integer') tries: number;
  @Column(TIME) expiresAt: Date;
}
