import { Injectable } from '@nestjs/common';
import type { Tx } from '../../core/database/unit-of-work.js';

/** Erases up to `limit` rows of what a feature keeps of a group; the answer is how many they were, fewer when nothing is left. */
export type GroupEraser = (tx: Tx, conversationId: string, limit: number) => Promise<number>;

/** What features keep of a whole group, not of one of its messages (MessageParts): each says how it is erased with the group. */
@Injectable()
export class GroupData {
  private readonly all: GroupEraser[] = [];

  /** To be called in `onModuleInit`. */
  onErase(erase: GroupEraser): void {
    this.all.push(erase);
  }

  get erasers(): readonly GroupEraser[] {
    return this.all;
  }
}
