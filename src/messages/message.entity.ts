import { Column, Entity, PrimaryColumn } from 'typeorm';
import { BIGINT, TIME } from '../core/database/columns.js';

/** A message or system line. Its place in the conversation is `seq`, which has no gaps and never changes. */
@Entity('messages')
export class Message {
  @PrimaryColumn('uuid') conversationId: string;
  @PrimaryColumn(BIGINT) seq: number;
  /** The conversation's rev at the newest change of this row. */
  @Column(BIGINT) rev: number;
  /** Whether it changed since it was written; only then is its rev in an index. */
  @Column('boolean', { default: false }) changed: boolean;
  /** 0 user, 1 system. */
  @Column('smallint', { default: 0 }) kind: number;
  @Column('uuid') senderId: string;
  /** Chosen by the client before sending; makes retries and local echo safe. */
  @Column('uuid') clientId: string;
  /** Tells a repeated send from another one under the same client id. */
  @Column('bytea') requestHash: Buffer;
  @Column('uuid', { nullable: true }) subjectId: string | null;
  @Column('text') body: string;
  @Column({ ...BIGINT, nullable: true }) replyToSeq: number | null;
  /** What a system line tells. */
  @Column('jsonb', { nullable: true }) extra: object | null;
  /** The bits of the features that have something to show with it. */
  @Column('integer', { default: 0 }) parts: number;
  @Column(TIME) createdAt: Date;
  @Column({ ...TIME, nullable: true }) editedAt: Date | null;
  @Column({ ...TIME, nullable: true }) deletedAt: Date | null;
}
