import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Bus } from '../core/bus/bus.js';
import { DomainEvents } from '../core/events/domain-events.js';
import { Pulse } from '../core/pulse/pulse.js';
import '../users/users.events.js';
import { type PresenceFacts, viewsOf } from './presence-facts.js';
import type { PresenceView } from './presence-state.js';
import { PresenceTiming } from './presence-timing.js';
import { PresenceRepository } from './presence.repository.js';
import { type Watcher, Watches } from './watches.js';

export type { Watcher } from './watches.js';

/**
 * Tells those who watch somebody how that person is there, as far as they may know. What changed says only whom to look
 * at; what is told was read from the database, for everybody in question with one statement, at most once a second.
 * Nothing happens for people whom nobody watches.
 */
@Injectable()
export class PresenceNews implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly watches = new Watches();
  private readonly due = new Set<string>();
  private readonly pulse: Pulse;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly presence: PresenceRepository,
    private readonly events: DomainEvents,
    private readonly bus: Bus,
    private readonly timing: PresenceTiming,
  ) {
    this.pulse = new Pulse(
      () => this.tellDue(),
      () => timing.batchEveryMs,
    );
  }

  onApplicationBootstrap(): void {
    this.bus.on('presence.changed', ({ userIds }) => this.changed(userIds));
    // Whatever was said while the bus was away was missed.
    this.bus.onReturn(() => this.recheck());
    // Whether they may be seen, and whether they are still with us, is changed there.
    this.events.on('user.updated', ({ user }) => this.changed([user.id]));
    // Nobody says that a node died, and a hint may be lost.
    this.timer = setInterval(() => this.recheck(), this.timing.recheckEveryMs).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
    this.pulse.stop();
  }

  /** From now on, and first of all, tells a watcher of these people, whoever they are; of no others any more. */
  watch(watcher: Watcher, userIds: readonly string[], presumed: 'nothing' | 'offline' = 'nothing'): void {
    this.watches.replace(watcher, userIds, presumed);
    this.changed(userIds);
  }

  unwatch(watcher: Watcher): void {
    this.watches.remove(watcher);
  }

  /** Who here watches a person. */
  watching(userId: string): string[] {
    return [...this.watches.of(userId)].map((watcher) => watcher.userId);
  }

  /** These people may have changed: has those who watch them told. */
  changed(userIds: Iterable<string>): void {
    for (const userId of userIds) if (this.watches.isWatched(userId)) this.due.add(userId);
    if (this.due.size > 0) this.pulse.want();
  }

  /** Looks at everybody who is watched, in case it was not heard that they changed. */
  recheck(): void {
    this.changed(this.watches.people());
  }

  private async tellDue(): Promise<void> {
    const watchersOf = new Map([...this.due].map((userId) => [userId, [...this.watches.of(userId)]]));
    const userIds = [...this.due];
    this.due.clear();
    const watcherIds = new Set([...watchersOf.values()].flatMap((all) => all.map((watcher) => watcher.userId)));
    try {
      const facts = await this.presence.facts(userIds, [...watcherIds]);
      for (const [watcher, views] of byWatcher(watchersOf, facts)) this.watches.tell(watcher, views);
    } catch (error) {
      userIds.forEach((userId) => this.due.add(userId));
      throw error;
    }
  }
}

/** Only for those who watched before the facts were read: contacts were looked for among them. */
function byWatcher(
  watchersOf: ReadonlyMap<string, readonly Watcher[]>,
  facts: readonly PresenceFacts[],
): ReadonlyMap<Watcher, PresenceView[]> {
  const byId = new Map(facts.map((known) => [known.userId, known]));
  const viewsFor = new Map<Watcher, PresenceView[]>();
  for (const [userId, watchers] of watchersOf) {
    const seenBy = viewsOf(userId, byId.get(userId));
    for (const watcher of watchers) {
      const view = seenBy(watcher.userId);
      const views = viewsFor.get(watcher);
      if (views) views.push(view);
      else viewsFor.set(watcher, [view]);
    }
  }
  return viewsFor;
}
