import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Bus } from '../core/bus/bus.js';
import { DomainEvents, type DomainEventMap } from '../core/events/domain-events.js';
import { Broadcast } from '../realtime/broadcast.js';
import { Connections } from '../realtime/connections.js';
import { eventOf } from '../realtime/frames/server-frame.js';
import { ComposeDraftsService } from './compose-drafts.service.js';
import './drafts.events.js';
import { DraftUpdatedEvent } from './drafts.frames.js';
import { DraftsService } from './drafts.service.js';

type DraftChange = DomainEventMap['draft.updated'];
type ComposeDraftChange = DomainEventMap['compose-draft.updated'];

declare module '../core/bus/bus.js' {
  interface BusTopics {
    /** Without the text, which may be larger than a message of the bus. */
    'draft.updated': Omit<DraftChange, 'draft'>;
    'compose-draft.updated': Omit<ComposeDraftChange, 'draft'>;
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
    private readonly composed: ComposeDraftsService,
    private readonly connections: Connections,
    private readonly broadcast: Broadcast,
  ) {}

  onModuleInit(): void {
    this.events.on('draft.updated', ({ draft, ...change }) => {
      this.tell({ ...change, draft });
      this.bus.tell('draft.updated', change);
    });
    this.events.on('compose-draft.updated', ({ draft, ...change }) => {
      this.tellComposed({ ...change, draft });
      this.bus.tell('compose-draft.updated', change);
    });
    this.bus.on('draft.updated', ({ userId, conversationId, version }) =>
      this.read(userId, async () => {
        const draft = await this.drafts.find(userId, conversationId);
        this.tell({ userId, conversationId, version: draft?.version ?? version, draft });
      }),
    );
    this.bus.on('compose-draft.updated', ({ userId, id, version }) =>
      this.read(userId, async () => {
        const draft = await this.composed.find(userId, id);
        this.tellComposed({ userId, id, version: draft?.version ?? version, draft });
      }),
    );
  }

  private read(userId: string, readAndTell: () => Promise<void>): void {
    if (!this.connections.isConnected(userId)) return;
    // A device that hears nothing finds out when it next asks for its drafts.
    readAndTell().catch((error: unknown) => this.logger.debug(error));
  }

  private tell({ userId, conversationId, version, draft }: DraftChange): void {
    const data = { composeId: null, version, draft };
    this.broadcast.toPerson(userId, eventOf(DraftUpdatedEvent, conversationId, null, data));
  }

  private tellComposed({ userId, id, version, draft }: ComposeDraftChange): void {
    const data = { composeId: id, version, draft };
    this.broadcast.toPerson(userId, eventOf(DraftUpdatedEvent, null, null, data));
  }
}
