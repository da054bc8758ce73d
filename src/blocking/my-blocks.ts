import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Bus } from '../core/bus/bus.js';
import { type DomainEventMap, DomainEvents } from '../core/events/domain-events.js';
import { PresenceNews } from '../presence/presence-news.js';
import { Broadcast } from '../realtime/broadcast.js';
import { eventOf } from '../realtime/frames/server-frame.js';
import { UserCardDto } from '../users/dto/user-card.dto.js';
import { UserCards } from '../users/user-cards.js';
import './blocking.events.js';
import { BlockUpdatedEvent } from './blocking.frames.js';

type BlockChange = DomainEventMap['block.updated'];

declare module '../core/bus/bus.js' {
  interface BusTopics {
    'block.updated': BlockChange;
  }
}

/** Tells somebody's devices, on whichever node they are, whom they block, and both of the two whether the other is there as they now see it. */
@Injectable()
export class MyBlocks implements OnModuleInit {
  constructor(
    private readonly events: DomainEvents,
    private readonly bus: Bus,
    private readonly cards: UserCards,
    private readonly presence: PresenceNews,
    private readonly broadcast: Broadcast,
  ) {}

  onModuleInit(): void {
    this.events.on('block.updated', (change) => {
      void this.tell(change);
      this.bus.tell('block.updated', change);
    });
    this.bus.on('block.updated', (change) => void this.tell(change));
  }

  private async tell({ userId, blockedId, blockedAt }: BlockChange): Promise<void> {
    this.presence.changed([blockedId, userId]);
    // Whoever misses it, as when the name cannot be read, finds it in their list.
    const card = (await this.cards.get([blockedId]).catch(() => undefined))?.get(blockedId);
    if (!card) return;
    const data = { user: UserCardDto.from(card), blockedAt };
    this.broadcast.toPerson(userId, eventOf(BlockUpdatedEvent, null, null, data));
  }
}
