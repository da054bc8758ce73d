import { Column, Entity, PrimaryColumn } from 'typeorm';
import { BIGINT, TIME } from '../core/database/columns.js';

/** What somebody began to write in a conversation. */
@Entity('drafts')
export class Draft {
  @PrimaryColumn('uuid') userId: string;
  @PrimaryColumn('uuid') conversationId: string;
  @Column('text') body: string;
  @Column('text', { nullable: true }) subject: string | null;
  @Column({ ...BIGINT, nullable: true }) replyToSeq: number | null;
  @Column('uuid', { array: true, default: () => "'{}'" }) attachmentIds: string[];
  @Column(BIGINT) version: number;
  @Column(TIME) updatedAt: Date;
  @Column('boolean', { default: false }) gone: boolean;
  @Column('uuid', { nullable: true }) writer: string | null;
  @Column({ ...BIGINT, nullable: true }) writerOrder: number | null;
}
