import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import '../../audit/audit.events.js';
import { Bus } from '../../core/bus/bus.js';
import { DomainEvents } from '../../core/events/domain-events.js';
import { Broadcast } from '../../realtime/broadcast.js';
import { eventOf } from '../../realtime/frames/server-frame.js';
import { ConnectedHolders } from '../connected-holders.js';
import { AuditAppendedEvent } from './audit.frames.js';
import { AuditPermission } from './audit.permissions.js';

declare module '../../core/bus/bus.js' {
  interface BusTopics {
    'audit.sealed': { readonly through: number };
  }
}

/** Tells those who read the audit log that it has grown, on whichever node they are connected. */
@Injectable()
export class AuditNews implements OnModuleInit {
  private readonly logger = new Logger(AuditNews.name);

  constructor(
    private readonly events: DomainEvents,
    private readonly bus: Bus,
    private readonly broadcast: Broadcast,
    private readonly holders: ConnectedHolders,
  ) {}

  onModuleInit(): void {
    this.events.on('audit.sealed', (news) => {
      this.bus.tell('audit.sealed', news);
      this.tell(news.through);
    });
    this.bus.on('audit.sealed', ({ through }) => this.tell(through));
  }

  private tell(sealedThrough: number): void {
    // Who hears nothing sees it when they next look.
    this.tellReaders(sealedThrough).catch((error: unknown) => this.logger.debug(error));
  }

  private async tellReaders(sealedThrough: number): Promise<void> {
    const readers = await this.holders.of(AuditPermission.Read);
    this.broadcast.toPeople(readers, eventOf(AuditAppendedEvent, null, null, { sealedThrough }));
  }
}
