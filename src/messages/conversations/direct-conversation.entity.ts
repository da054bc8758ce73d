import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The one conversation of a pair of people, kept for ever; low and high are the same for a note to oneself. */
@Entity('direct_conversations')
export class DirectConversation {
  @PrimaryColumn('uuid') userLow: string;
  @Index('direct_conversations_user_high_idx')
  @PrimaryColumn('uuid')
  userHigh: string;
  @Column('uuid') conversationId: string;
}
