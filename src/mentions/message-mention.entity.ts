import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { BIGINT, TIME } from '../core/database/columns.js';

/** Who is mentioned in a message; a team is one row, and so is everybody in its conversation. Written by `write_mentions`, with the message. */
@Entity('message_mentions')
@Index('message_mentions_seq_idx', ['conversationId', 'seq'])
@Index('message_mentions_user_idx', { synchronize: false })
@Index('message_mentions_everyone_idx', { synchronize: false })
@Index('message_mentions_team_idx', { synchronize: false })
export class MessageMention {
  @PrimaryColumn('uuid') conversationId: string;
  /** The nil UUID when everybody is meant; the team where one is. */
  @PrimaryColumn('uuid') userId: string;
  @PrimaryColumn(BIGINT) seq: number;
  /** As the text has it: somebody who is called otherwise later stays mentioned. */
  @Column('varchar', { length: 32 }) name: string;
  /** The rev of the message that mentioned them first: that of an edit where an edit added it. */
  @Column(BIGINT) rev: number;
  /** When the message was written. */
  @Column(TIME) at: Date;
  @Column('boolean', { default: false }) isTeam: boolean;
}
