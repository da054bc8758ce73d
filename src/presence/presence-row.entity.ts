import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { OnlineState } from './presence-state.js';

/** How somebody is there on one node; nothing when they are not. */
@Entity('presence')
@Check('presence_state_check', `state in ('active', 'away')`)
export class PresenceRow {
  @PrimaryColumn('uuid') userId: string;
  @Index('presence_node_id_idx')
  @PrimaryColumn('uuid')
  nodeId: string;
  @Column('text') state: OnlineState;
}
