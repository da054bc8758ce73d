import { Column, Entity, PrimaryColumn } from 'typeorm';
import { TIME } from '../../core/database/columns.js';

/** Somebody to whom a person never wrote put that person into a group; kept for a day. */
@Entity('stranger_additions')
export class StrangerAddition {
  @PrimaryColumn('uuid') userId: string;
  @PrimaryColumn(TIME) at: Date;
  @PrimaryColumn('uuid') conversationId: string;
  /** Null where it was not noted yet. */
  @Column('uuid', { nullable: true }) addedBy: string | null;
}
