import { Column, Entity, PrimaryColumn } from 'typeorm';
import { BIGINT } from '../../core/database/columns.js';

/** How many of 1,024 entries in a row one person wrote; for the nil UUID, how many are system lines. Never changes. */
@Entity('message_blocks')
export class MessageBlock {
  @PrimaryColumn('uuid') conversationId: string;
  @PrimaryColumn('uuid') userId: string;
  @PrimaryColumn(BIGINT) block: number;
  @Column('integer') entries: number;
}
