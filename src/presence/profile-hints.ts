import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { ConversationsService } from '../messages/conversations/conversations.service.js';
import type { MemberPlace } from '../messages/conversations/people-together.js';
import { DomainEvents, type DomainEventMap } from '../core/events/domain-events.js';
import { Pulse } from '../core/pulse/pulse.js';
import { Broadcast } from '../realtime/broadcast.js';
import { Connections } from '../realtime/connections.js';
import { type EventFrame, eventOf } from '../realtime/frames/server-frame.js';
import { UserCardDto } from '../users/dto/user-card.dto.js';
import '../users/users.events.js';
import { PresenceNews } from './presence-news.js';
import { UserUpdatedEvent } from './presence.frames.js';

type ProfileChange = DomainEventMap['user.updated'];

/** A change that is being told: to whom already, and behind which of those who share a conversation it goes on. */
interface Telling {
  readonly event: EventFrame;
  readonly told: Set<string>;
  readonly after: MemberPlace | undefined;
}

const EVERY_MS = 1_000;
/** Members that are read with one statement: some milliseconds of the database. */
const AT_ONCE = 10_000;
/** Members that are read in one beat, so that news of people in the largest groups cost a small part of a node's time. */
const A_BEAT = 50_000;
/** What a statement costs beside those it reads, in members. */
const A_STATEMENT = 250;

/**
 * Tells those here who see a person how they are called now and what they say of themselves: their own devices, those
 * who watch them, and people who share a conversation with them, however many they are: ten thousand members at a time,
 * everybody's changes in turn. What changes again meanwhile is told once more when everybody was told.
 */
@Injectable()
export class ProfileHints implements OnModuleInit, OnModuleDestroy {
  /** Changes that nobody was told of. */
  private readonly due = new Map<string, ProfileChange>();
  /** The others, those that were longest not looked at first. */
  private readonly tellings = new Map<string, Telling>();
  private readonly pulse = new Pulse(
    () => this.tellSome(),
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
      if (this.connections.size === 0) return;
      // What only they see of themselves, such as what they may do, their own devices alone hear of.
      if (change.what !== 'profile') return this.tell(eventOfProfile(change), new Set(), [change.user.id]);
      this.due.set(change.user.id, change);
      this.pulse.want();
    });
  }

  onModuleDestroy(): void {
    this.pulse.stop();
  }

  private async tellSome(): Promise<void> {
    for (let left = A_BEAT; left > 0;) {
      this.beginDue();
      const [longest] = this.tellings;
      if (!longest) return;
      left -= A_STATEMENT + (await this.goOn(...longest));
    }
    this.pulse.want();
  }

  private beginDue(): void {
    for (const [userId, change] of this.due) {
      if (this.tellings.has(userId)) continue;
      this.due.delete(userId);
      const event = eventOfProfile(change);
      const told = new Set<string>();
      this.tell(event, told, [userId, ...this.presence.watching(userId)]);
      this.tellings.set(userId, { event, told, after: undefined });
    }
  }

  /** Returns how many members were read. */
  private async goOn(userId: string, { event, told, after }: Telling): Promise<number> {
    const { userIds, read, next } = await this.conversations.peopleTogetherWith(userId, AT_ONCE, after);
    this.tell(event, told, userIds);
    this.tellings.delete(userId);
    if (next) this.tellings.set(userId, { event, told, after: next });
    return read;
  }

  private tell(event: EventFrame, told: Set<string>, userIds: readonly string[]): void {
    const those = new Set(userIds.filter((userId) => !told.has(userId) && this.connections.isConnected(userId)));
    if (those.size === 0) return;
    this.broadcast.toPeople(those, event);
    for (const userId of those) told.add(userId);
  }
}

function eventOfProfile({ user, status }: ProfileChange): EventFrame {
  return eventOf(UserUpdatedEvent, null, null, { ...UserCardDto.from(user), status });
}
