import { Column, Entity, PrimaryColumn } from 'typeorm';
import { TIME } from '../../core/database/columns.js';

/** Somebody whom others sent out of a group: only its owners and admins bring them back. */
@Entity('removed_members')
export class RemovedMember {
  @PrimaryColumn('uuid') conversationId: string;
  @PrimaryColumn('uuid') userId: string;
  @Column(TIME) removedAt: Date;
}
