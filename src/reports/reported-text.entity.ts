import { Column, Entity, PrimaryColumn } from 'typeorm';
import { TIME } from '../core/database/columns.js';

/** What a reported message said when somebody reported it. Later edits make another version, and do not change this one. */
@Entity('reported_texts')
export class ReportedText {
  @PrimaryColumn('uuid') reportId: string;
  @PrimaryColumn('integer') version: number;
  @Column('text', { nullable: true }) subject: string | null;
  @Column('text') body: string;
  /** What it copied, where it said something of its own too. */
  @Column('text', { nullable: true }) forwarded: string | null;
  @Column('text', { array: true }) fileNames: string[];
  /** Since when nobody can read it: the name of whoever wrote it was taken away. */
  @Column({ ...TIME, nullable: true }) erasedAt: Date | null;
}
