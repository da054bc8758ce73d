import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { BIGINT } from '../../core/database/columns.js';

/** Up to where it was decided whether somebody is told, on their devices and by mail: nothing is decided twice. */
@Entity('notification_marks')
@Index('notification_marks_conversation_id_idx', ['conversationId'])
export class NotificationMark {
  @PrimaryColumn('uuid') userId: string;
  @PrimaryColumn('uuid') conversationId: string;
  @Column(BIGINT) throughSeq: number;
  @Column({ ...BIGINT, default: 0 }) mailedThroughSeq: number;
  /** Of messages up to there, the mentions that edits brought by this rev. */
  @Column({ ...BIGINT, default: 0 }) mentionsRev: number;
  @Column({ ...BIGINT, default: 0 }) mailedMentionsRev: number;
}
