import { Injectable } from '@nestjs/common';
import type { OnlineState } from './presence-state.js';
import { PresenceTiming } from './presence-timing.js';

/** Names a connection. */
export type ConnectionKey = symbol;

interface LocalConnection {
  state: OnlineState;
  isOpen: boolean;
}

interface LocalPerson {
  readonly connections: Map<ConnectionKey, LocalConnection>;
  /** What was last told of the person. */
  state: OnlineState;
  /** When an open connection was active the last time, unless one is now; milliseconds since 1970. */
  activeUntil: number;
}

/** Somebody and when they were last active. */
export interface Sighting {
  readonly userId: string;
  readonly at: Date;
}

/** How the people with sockets on this node are there: a person is as present as the most present of their connections. */
@Injectable()
export class LocalPresence {
  private readonly people = new Map<string, LocalPerson>();
  private readonly listeners: ((userId: string, gone: Sighting | undefined) => void)[] = [];

  constructor(private readonly timing: PresenceTiming) {}

  /** Calls the listener when somebody's state on this node has changed; with when they were last active once they are gone. */
  onChange(listener: (userId: string, gone: Sighting | undefined) => void): void {
    this.listeners.push(listener);
  }

  /** A connection starts active. */
  opened(userId: string, key: ConnectionKey): void {
    const connection = { state: 'active', isOpen: true } as const;
    const person = this.people.get(userId);
    if (person) {
      person.connections.set(key, { ...connection });
      this.settle(userId, person);
      return;
    }
    const connections = new Map([[key, { ...connection }]]);
    this.people.set(userId, { connections, state: 'active', activeUntil: Date.now() });
    this.announce(userId);
  }

  /** Does nothing for a connection that is not open. */
  declared(userId: string, key: ConnectionKey, state: OnlineState): void {
    const person = this.people.get(userId);
    const connection = person?.connections.get(key);
    if (!person || !connection?.isOpen) return;
    if (connection.state === 'active') person.activeUntil = Date.now();
    connection.state = state;
    this.settle(userId, person);
  }

  /** The connection counts as it was for a while, in case the person comes back at once. */
  closed(userId: string, key: ConnectionKey): void {
    const person = this.people.get(userId);
    const connection = person?.connections.get(key);
    if (!person || !connection?.isOpen) return;
    if (connection.state === 'active') person.activeUntil = Date.now();
    connection.isOpen = false;
    setTimeout(() => {
      person.connections.delete(key);
      this.settle(userId, person);
    }, this.timing.offlineAfterMs).unref();
  }

  /** Undefined for somebody who is not on this node. */
  stateOf(userId: string): OnlineState | undefined {
    return this.people.get(userId)?.state;
  }

  /** Everybody who is on this node. */
  *all(): Iterable<[userId: string, state: OnlineState]> {
    for (const [userId, { state }] of this.people) yield [userId, state];
  }

  /** Those who were active at or after a time, and when they last were. */
  *activeSince(since: Date): Iterable<Sighting> {
    for (const [userId, person] of this.people) {
      const at = new Date(isActive(person) ? Date.now() : person.activeUntil);
      if (at >= since) yield { userId, at };
    }
  }

  private settle(userId: string, person: LocalPerson): void {
    if (person.connections.size === 0) {
      this.people.delete(userId);
      this.announce(userId, { userId, at: new Date(person.activeUntil) });
      return;
    }
    const state = [...person.connections.values()].some((connection) => connection.state === 'active')
      ? 'active'
      : 'away';
    if (state === person.state) return;
    person.state = state;
    this.announce(userId);
  }

  private announce(userId: string, gone?: Sighting): void {
    for (const listener of this.listeners) listener(userId, gone);
  }
}

function isActive({ connections }: LocalPerson): boolean {
  return [...connections.values()].some(({ isOpen, state }) => isOpen && state === 'active');
}
