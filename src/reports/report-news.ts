import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { ConnectedHolders } from '../admin/connected-holders.js';
import { Bus } from '../core/bus/bus.js';
import { DomainEvents } from '../core/events/domain-events.js';
import { Broadcast } from '../realtime/broadcast.js';
import { eventOf } from '../realtime/frames/server-frame.js';
import './reports.events.js';
import { ReportChangedEvent } from './reports.frames.js';
import { ReportPermission } from './reports.permissions.js';
import { ReportsRepository } from './reports.repository.js';

declare module '../core/bus/bus.js' {
  interface BusTopics {
    'reports.changed': { readonly id: string };
  }
}

/** Tells those who decide about reports that the queue changed, on whichever node they are connected. */
@Injectable()
export class ReportNews implements OnModuleInit {
  private readonly logger = new Logger(ReportNews.name);

  constructor(
    private readonly events: DomainEvents,
    private readonly bus: Bus,
    private readonly broadcast: Broadcast,
    private readonly holders: ConnectedHolders,
    private readonly reports: ReportsRepository,
  ) {}

  onModuleInit(): void {
    this.events.on('reports.changed', (news) => {
      this.bus.tell('reports.changed', news);
      this.tell(news.id);
    });
    this.bus.on('reports.changed', ({ id }) => this.tell(id));
  }

  private tell(id: string): void {
    // Who hears nothing sees it when they next look.
    this.tellModerators(id).catch((error: unknown) => this.logger.debug(error));
  }

  private async tellModerators(id: string): Promise<void> {
    const moderators = await this.holders.of(ReportPermission.Manage);
    if (moderators.length === 0) return;
    const open = await this.reports.countOpen();
    this.broadcast.toPeople(moderators, eventOf(ReportChangedEvent, null, null, { id, open }));
  }
}
