import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Bus } from '../core/bus/bus.js';
import { DomainEvents } from '../core/events/domain-events.js';
import { permissionsOf } from '../core/security/permissions.js';
import { Broadcast } from '../realtime/broadcast.js';
import { Connections } from '../realtime/connections.js';
import { eventOf } from '../realtime/frames/server-frame.js';
import { Accounts } from '../users/accounts.js';
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
    private readonly connections: Connections,
    private readonly broadcast: Broadcast,
    private readonly accounts: Accounts,
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
    const here = this.moderatorsHere();
    if (here.size === 0) return;
    const told = await Promise.all([...here].map((userId) => this.ifStillAllowed(userId)));
    const open = await this.reports.countOpen();
    this.broadcast.toPeople(told.flat(), eventOf(ReportChangedEvent, null, null, { id, open }));
  }

  /** By their tokens, which may be older than their rights. */
  private moderatorsHere(): Set<string> {
    const moderators = new Set<string>();
    for (const { principal } of this.connections.all()) {
      if (principal.permissions.has(ReportPermission.Manage)) moderators.add(principal.userId);
    }
    return moderators;
  }

  private async ifStillAllowed(userId: string): Promise<string[]> {
    const standing = await this.accounts.standing(userId);
    return standing?.isActive && permissionsOf(standing).has(ReportPermission.Manage) ? [userId] : [];
  }
}
