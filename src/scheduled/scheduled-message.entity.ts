import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import { BIGINT, TIME } from '../core/database/columns.js';
import type { ScheduledProblemDto } from '../messages/later/dto/scheduled.dto.js';
import type { MessagePlace } from '../messages/shape/message-parts.js';

/** A message that its author wants sent later. */
@Entity('scheduled_messages')
@Unique('scheduled_messages_author_id_client_id_key', ['authorId', 'clientId'])
export class ScheduledMessage {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') authorId: string;
  @Column('uuid') clientId: string;
  @Column('bytea') requestHash: Buffer;
  @Column('uuid', { nullable: true }) conversationId: string | null;
  @Column('uuid', { array: true }) toIds: string[];
  @Column('boolean') separate: boolean;
  @Column('text') body: string;
  @Column('text', { nullable: true }) subject: string | null;
  @Column('boolean') inheritsSubject: boolean;
  @Column('uuid', { array: true, default: () => "'{}'" }) attachmentIds: string[];
  @Column({ ...BIGINT, nullable: true }) replySeq: number | null;
  @Column(TIME) sendAt: Date;
  @Column('text', { nullable: true }) wallTime: string | null;
  @Column('text', { nullable: true }) wallZone: string | null;
  @Column('smallint') state: number;
  @Column('jsonb', { nullable: true }) problem: ScheduledProblemDto | null;
  @Column('jsonb', { nullable: true }) sent: MessagePlace[] | null;
  @Column({ ...TIME, nullable: true }) settledAt: Date | null;
}
