import { Column, Entity, PrimaryColumn } from 'typeorm';
import { TIME } from '../../core/database/columns.js';

/** Where a composed message went, so that repeating the request finds the same conversations. */
@Entity('compose_requests')
export class ComposeRequest {
  @PrimaryColumn('uuid') senderId: string;
  @PrimaryColumn('uuid') clientId: string;
  @Column('bytea') requestHash: Buffer;
  @Column('uuid', { array: true }) conversationIds: string[];
  @Column(TIME) createdAt: Date;
}
