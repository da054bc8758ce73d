import { Injectable } from '@nestjs/common';
import { Metrics } from '../core/metrics/metrics.js';
import type { Connection } from './connection.js';

type Listener = (connection: Connection) => void;

/** The open sockets of this node, by person. */
@Injectable()
export class Connections {
  private readonly byUser = new Map<string, Set<Connection>>();
  private readonly openedListeners: Listener[] = [];
  private readonly closedListeners: Listener[] = [];
  private count = 0;

  constructor(private readonly metrics: Metrics) {}

  get size(): number {
    return this.count;
  }

  add(connection: Connection): void {
    const { userId } = connection.principal;
    const own = this.byUser.get(userId);
    if (own) own.add(connection);
    else this.byUser.set(userId, new Set([connection]));
    this.metrics.sockets.set(++this.count);
  }

  remove(connection: Connection): void {
    const { userId } = connection.principal;
    const own = this.byUser.get(userId);
    if (!own?.delete(connection)) return;
    this.metrics.sockets.set(--this.count);
    if (own.size === 0) this.byUser.delete(userId);
  }

  /** The sockets of one person; empty when they are not connected here. */
  of(userId: string): Iterable<Connection> {
    return this.byUser.get(userId) ?? [];
  }

  countOf(userId: string): number {
    return this.byUser.get(userId)?.size ?? 0;
  }

  isConnected(userId: string): boolean {
    return this.byUser.has(userId);
  }

  /** Calls the listener with every connection that was told `ready`. */
  onOpened(listener: Listener): void {
    this.openedListeners.push(listener);
  }

  /** Calls the listener with every connection that was told `ready`, once it is gone. */
  onClosed(listener: Listener): void {
    this.closedListeners.push(listener);
  }

  opened(connection: Connection): void {
    for (const listener of this.openedListeners) listener(connection);
  }

  closed(connection: Connection): void {
    for (const listener of this.closedListeners) listener(connection);
  }

  *all(): Iterable<Connection> {
    for (const own of this.byUser.values()) yield* own;
  }
}
