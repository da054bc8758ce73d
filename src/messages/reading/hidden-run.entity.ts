import { Column, Entity, PrimaryColumn } from 'typeorm';
import { BIGINT } from '../../core/database/columns.js';

/**
 * Messages next to each other that one person hid, or that are tombstones (then it is everybody's): what reads
 * pass over in one step. Written by `extend_hidden_run` and `cut_hidden_run` under the lock of the conversation.
 */
@Entity('hidden_runs')
export class HiddenRun {
  @PrimaryColumn('uuid') userId: string;
  @PrimaryColumn('uuid') conversationId: string;
  @PrimaryColumn(BIGINT) firstSeq: number;
  @Column(BIGINT) lastSeq: number;
}
