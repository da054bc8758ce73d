import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Bus } from '../core/bus/bus.js';
import { DomainEvents } from '../core/events/domain-events.js';
import type { Account } from './account.js';
import { statusOf } from './person-status.js';
import { cardOf } from './user-card.js';
import type { UserChange } from './users.events.js';
import { UsersRepository } from './users.repository.js';

/** Makes `user.updated` heard on every node. Others are told who changed, and read for themselves how. */
@Injectable()
export class UserNews implements OnModuleInit {
  private readonly logger = new Logger(UserNews.name);
  private readonly heard = new Map<string, UserChange>();
  private isReading = false;

  constructor(
    private readonly users: UsersRepository,
    private readonly events: DomainEvents,
    private readonly bus: Bus,
  ) {}

  onModuleInit(): void {
    this.bus.on('user.updated', ({ userId, what }) => {
      if (this.heard.get(userId) !== 'profile') this.heard.set(userId, what);
      if (!this.isReading) void this.read();
    });
  }

  /** Tells all nodes, this one at once. */
  tell(account: Account, what: UserChange): void {
    this.announce(account, what);
    this.bus.tell('user.updated', { userId: account.id, what });
  }

  /** Those who are heard of while it reads are read together next. */
  private async read(): Promise<void> {
    this.isReading = true;
    while (this.heard.size > 0) {
      const heard = new Map(this.heard);
      this.heard.clear();
      try {
        for (const account of await this.users.findMany([...heard.keys()])) {
          this.announce(account, heard.get(account.id) ?? 'settings');
        }
      } catch (error) {
        // A hint that is lost: cards are read again after ten seconds anyway.
        this.logger.warn({ err: error });
      }
    }
    this.isReading = false;
  }

  private announce(account: Account, what: UserChange): void {
    this.events.emit('user.updated', { user: cardOf(account), status: statusOf(account), what });
  }
}
