import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { ConversationsService } from '../messages/conversations/conversations.service.js';
import { DomainEvents, type DomainEventMap } from '../core/events/domain-events.js';
import { Pulse } from '../core/pulse/pulse.js';
import { Broadcast } from '../realtime/broadcast.js';
import { Connections } from '../realtime/connections.js';
import { eventOf } from '../realtime/frames/server-frame.js';
import '../users/users.events.js';
import { PresenceNews } from './presence-news.js';
import { UserUpdatedEvent } from './presence.frames.js';

type ProfileChange = DomainEventMap['user.updated'];

const EVERY_MS = 1_000;

/**
 * Tells those here who see a person how they are called now and what they say of themselves: people who share a
 * conversation with them or watch them, and their own devices. Once a second at most, whatever changed meanwhile.
 */
@Injectable()
export class ProfileHints implements OnModuleInit, OnModuleDestroy {
  private readonly due = new Map<string, ProfileChange>();
  private readonly pulse = new Pulse(
    () => this.tellDue(),
    () => EVERY_MS,
  );

  constructor(
    private readonly events: DomainEvents,
    private readonly conversations: ConversationsService,
    private readonly presence: PresenceNews,
    private readonly connections: Connections,
    private readonly broadcast: Broadcast,
  ) {}

  onModuleInit(): void {
    this.events.on('user.updated', (change) => {
      if (change.what !== 'profile' || this.connections.size === 0) return;
      this.due.set(change.user.id, change);
      this.pulse.want();
    });
  }

  onModuleDestroy(): void {
    this.pulse.stop();
  }

  private async tellDue(): Promise<void> {
    const changes = new Map(this.due);
    const seenBy = await this.conversations.peopleTogetherWith([...changes.keys()]);
    for (const [userId, change] of changes) {
      if (this.due.get(userId) === change) this.due.delete(userId);
      const watching = this.presence.watching(userId);
      this.tell(change, new Set([userId, ...(seenBy.get(userId) ?? []), ...watching]));
    }
    if (this.due.size > 0) this.pulse.want();
  }

  private tell({ user: { id, username, displayName }, status }: ProfileChange, to: ReadonlySet<string>): void {
    this.broadcast.toPeople(to, eventOf(UserUpdatedEvent, null, null, { id, username, displayName, status }));
  }
}
