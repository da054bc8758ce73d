import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { ConnectedHolders } from '../admin/connected-holders.js';
import { Bus } from '../core/bus/bus.js';
import { DomainEvents } from '../core/events/domain-events.js';
import { Broadcast } from '../realtime/broadcast.js';
import { eventOf } from '../realtime/frames/server-frame.js';
import type { AddedNotice } from './reports.events.js';
import { NoticeAddedEvent, ReportChangedEvent } from './reports.frames.js';
import { ReportPermission } from './reports.permissions.js';
import { ReportsRepository } from './reports.repository.js';

declare module '../core/bus/bus.js' {
  interface BusTopics {
    'reports.changed': { readonly id: string };
    'notices.added': AddedNotice;
  }
}

/**
 * Tells those who decide about reports that the queue changed, and those whom moderators tell something that they did, on
 * whichever node they are connected.
 */
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
    this.events.on('notices.added', (news) => {
      this.bus.tell('notices.added', news);
      this.tellPeople(news);
    });
    this.bus.on('notices.added', (news) => this.tellPeople(news));
  }

  private tellPeople({ userIds, kind }: AddedNotice): void {
    this.broadcast.toPeople(userIds, eventOf(NoticeAddedEvent, null, null, { kind }));
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
