import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { TIME } from '../core/database/columns.js';

/** Somebody is in a team. For the drift test alone: the statements are in `teams.repository.ts`. */
@Entity('team_members')
@Index('team_members_team_id_idx', ['teamId', 'userId'])
export class TeamMember {
  @PrimaryColumn('uuid') userId: string;
  @PrimaryColumn('uuid') teamId: string;
  /** What was said before it does not call them. */
  @Column(TIME) joinedAt: Date;
}
