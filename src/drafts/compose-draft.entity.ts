import { Column, Entity, PrimaryColumn } from 'typeorm';
import { BIGINT, TIME } from '../core/database/columns.js';

/** A new message that somebody began, addressed to people or to a group. */
@Entity('compose_drafts')
export class ComposeDraft {
  @PrimaryColumn('uuid') userId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { array: true }) toIds: string[];
  @Column('boolean') separate: boolean;
  @Column('text') body: string;
  @Column('text', { nullable: true }) subject: string | null;
  @Column('uuid', { array: true, default: () => "'{}'" }) attachmentIds: string[];
  @Column(BIGINT) version: number;
  @Column(TIME) updatedAt: Date;
  @Column('boolean') gone: boolean;
  @Column('uuid', { nullable: true }) writer: string | null;
  @Column({ ...BIGINT, nullable: true }) writerOrder: number | null;
}
