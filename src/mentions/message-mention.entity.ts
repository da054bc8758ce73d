import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { BIGINT, TIME } from '../core/database/columns.js';
import { THOSE_HERE } from '../messages/shape/everybody.js';

/** Who is mentioned in a message; a team is one row, and so is everybody in its conversation, and those of them who were active. Written by `write_mentions`, with the message. */
@Entity('message_mentions')
@Index('message_mentions_seq_idx', ['conversationId', 'seq'])
@Index('message_mentions_user_idx', { synchronize: false })
@Index('message_mentions_everyone_idx', { synchronize: false })
@Index('message_mentions_team_idx', { synchronize: false })
@Index('message_mentions_here_idx', { synchronize: false })
@Check('message_mentions_called_check', `(user_id = '${THOSE_HERE}') = (called is not null)`)
export class MessageMention {
  @PrimaryColumn('uuid') conversationId: string;
  /** Everybody where they are meant, those who were active, or the team. */
  @PrimaryColumn('uuid') userId: string;
  @PrimaryColumn(BIGINT) seq: number;
  /** As the text has it: somebody who is called otherwise later stays mentioned. */
  @Column('varchar', { length: 32 }) name: string;
  /** The rev of the message that mentioned them first: that of an edit where an edit added it. */
  @Column(BIGINT) rev: number;
  /** When the message was written. */
  @Column(TIME) at: Date;
  @Column('boolean', { default: false }) isTeam: boolean;
  /** Who was active when it was said; null where not they are mentioned. */
  @Column('uuid', { array: true, nullable: true }) called: string[] | null;
}
