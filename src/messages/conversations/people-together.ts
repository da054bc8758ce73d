/** A person in a conversation, to go on behind. */
export interface MemberPlace {
  readonly conversationId: string;
  readonly userId: string;
}

/** Some of those who share conversations with somebody. */
export interface PeopleTogether {
  readonly userIds: readonly string[];
  /** Members that were read for it. */
  readonly read: number;
  /** Undefined when these were the last. */
  readonly next: MemberPlace | undefined;
}
