import { Injectable, type OnModuleInit } from '@nestjs/common';
import { GroupData } from '../messages/oversight/group-data.js';
import { SavedRepository } from './saved.repository.js';

/** What people saved of a group goes with it. */
@Injectable()
export class SavedOfGroup implements OnModuleInit {
  constructor(
    private readonly groups: GroupData,
    private readonly saved: SavedRepository,
  ) {}

  onModuleInit(): void {
    this.groups.onErase((tx, conversationId, limit) => this.saved.deleteOfGroup(tx, conversationId, limit));
  }
}
