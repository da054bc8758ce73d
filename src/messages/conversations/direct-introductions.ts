import { Injectable } from '@nestjs/common';
import type { Tx } from '../../core/database/unit-of-work.js';
import { Introductions } from '../../users/introductions.js';
import { ConversationCreationService } from './conversation-creation.service.js';

/** Introduces people by opening their direct conversation. */
@Injectable()
export class DirectIntroductions extends Introductions {
  constructor(private readonly creation: ConversationCreationService) {
    super();
  }

  async introduce(tx: Tx, newcomerId: string, inviterId: string): Promise<string> {
    return (await this.creation.directIn(tx, newcomerId, inviterId, true)).id;
  }
}
