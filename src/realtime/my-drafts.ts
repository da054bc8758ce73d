import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Bus } from '../core/bus/bus.js';
import { DomainEvents, type DomainEventMap } from '../core/events/domain-events.js';
import '../drafts/drafts.events.js';
import { DraftsService } from '../drafts/drafts.service.js';
import { Connections } from './connections.js';
import { FrameDelivery } from './frame-delivery.js';

type DraftChange = DomainEventMap['draft.updated'];

declare module '../core/bus/bus.js' {
  interface BusTopics {
    /** Without the text, which may be larger than a message of the bus. */
    'draft.updated': Omit<DraftChange, 'draft'>;
  }
}

/** Lets somebody go on writing on another device, on whichever node it is connected. */
@Injectable()
export class MyDrafts implements OnModuleInit {
  private readonly logger = new Logger(MyDrafts.name);

  constructor(
    private readonly events: DomainEvents,
    private readonly bus: Bus,
    private readonly drafts: DraftsService,
    private readonly connections: Connections,
    private readonly delivery: FrameDelivery,
  ) {}

  onModuleInit(): void {
    this.events.on('draft.updated', (change) => {
      const { draft: _, ...told } = change;
      this.tell(change);
      this.bus.tell('draft.updated', told);
    });
    this.bus.on('draft.updated', (change) => void this.readAndTell(change));
  }

  private async readAndTell({ userId, conversationId, version }: Omit<DraftChange, 'draft'>): Promise<void> {
    if (!this.connections.isConnected(userId)) return;
    try {
      const draft = await this.drafts.find(userId, conversationId);
      this.tell({ userId, conversationId, version: draft?.version ?? version, draft });
    } catch (error) {
      // The device finds out when it next asks for its drafts.
      this.logger.debug(error);
    }
  }

  private tell({ userId, conversationId, version, draft }: DraftChange): void {
    this.delivery.toPerson(userId, { type: 'draft.updated', conversationId, rev: null, data: { version, draft } });
  }
}
