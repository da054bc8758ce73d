import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { TIME } from '../database/columns.js';

/** A minute of this database's life, by a name that no copy of it from before can have. */
@Entity('epochs')
@Index('epochs_at_idx', ['at'])
export class Epoch {
  @PrimaryColumn('uuid') id: string;
  @Column(TIME) at: Date;
}
