import { Column, Entity, PrimaryColumn } from 'typeorm';
import { TIME } from '../../core/database/columns.js';

/** Somebody of whom a second factor is asked, who came without one. */
@Entity('second_factor_duties')
export class SecondFactorDuty {
  @PrimaryColumn('uuid') userId: string;
  /** When they first came while it was asked. */
  @Column(TIME) since: Date;
}
