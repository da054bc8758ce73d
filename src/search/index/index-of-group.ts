import { Injectable, type OnModuleInit } from '@nestjs/common';
import { GroupData } from '../../messages/oversight/group-data.js';
import { SearchIndexRepository } from './search-index.repository.js';

/** The words of a group go with it when it is deleted. */
@Injectable()
export class IndexOfGroup implements OnModuleInit {
  constructor(
    private readonly groups: GroupData,
    private readonly index: SearchIndexRepository,
  ) {}

  onModuleInit(): void {
    this.groups.onErase((tx, conversationId, limit) => this.index.erase(tx, conversationId, limit));
  }
}
