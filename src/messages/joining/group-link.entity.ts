import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import { TIME } from '../../core/database/columns.js';

/** The link by which people come into a group. It opens as long as whoever made it may add people there. */
@Entity('group_links')
@Unique('group_links_token_key', ['token'])
export class GroupLink {
  @PrimaryColumn('uuid') conversationId: string;
  /** Kept as it is, so that it can be copied again: it opens less than what stands beside it in the database. */
  @Column('text') token: string;
  @Column('uuid') createdBy: string;
  @Column(TIME) createdAt: Date;
}
