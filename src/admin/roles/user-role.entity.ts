import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { TIME } from '../../core/database/columns.js';

/** Somebody has a role. For the drift test alone: the statements are in `roles.repository.ts`. */
@Entity('user_roles')
@Index('user_roles_role_idx', ['roleId', 'userId'])
export class UserRole {
  @PrimaryColumn('uuid') userId: string;
  @PrimaryColumn('uuid') roleId: string;
  @Column(TIME) grantedAt: Date;
}
