import { Column, Entity, PrimaryColumn } from 'typeorm';
import { BIGINT, TIME } from '../database/columns.js';

/** How far a consumer of the outbox has come. */
@Entity('outbox_cursors')
export class OutboxCursor {
  @PrimaryColumn('text') name: string;
  /** The snapshot of which everything is done. */
  @Column('text') done: string;
  /** The snapshot that a reading is on its way to, when it was cut, and the last row it took. */
  @Column('text', { nullable: true }) target: string | null;
  @Column({ ...BIGINT, nullable: true }) placeTx: number | null;
  @Column('uuid', { nullable: true }) placeId: string | null;
  /** How often in a row it failed, and when it is tried again. */
  @Column('integer', { default: 0 }) failures: number;
  @Column({ ...TIME, nullable: true }) retryAt: Date | null;
  /** When a node that has the consumer worked on it last, with or without success. */
  @Column(TIME) seenAt: Date;
}
