import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ClientFrames } from '../realtime/client-frames.js';
import type { Connection } from '../realtime/connection.js';
import { Connections } from '../realtime/connections.js';
import { encodeEvent, eventOf } from '../realtime/frames/server-frame.js';
import { Sureness } from '../realtime/sureness.js';
import { DefaultWatches } from './default-watches.js';
import { LocalPresence } from './local-presence.js';
import { PresenceNews, type Watcher } from './presence-news.js';
import type { OnlineState, PresenceView } from './presence-state.js';
import { PresenceEvent, PresenceFrame, WatchFrame } from './presence.frames.js';

/** What connections say of the presence of their people, and are told of that of others. */
@Injectable()
export class ConnectionPresence implements OnModuleInit {
  private readonly watcherOf = new Map<Connection, Watcher>();
  private readonly encoded = new WeakMap<PresenceView, Buffer>();

  constructor(
    private readonly frames: ClientFrames,
    private readonly connections: Connections,
    private readonly local: LocalPresence,
    private readonly news: PresenceNews,
    private readonly defaults: DefaultWatches,
    private readonly sureness: Sureness,
  ) {}

  onModuleInit(): void {
    this.connections.onOpened((connection) => this.opened(connection));
    this.connections.onClosed((connection) => this.closed(connection));
    this.frames.on(PresenceFrame, (connection, { state }) => this.declare(connection, state));
    this.frames.on(WatchFrame, (connection, { userIds }) => this.watch(connection, userIds));
  }

  private opened(connection: Connection): void {
    const { userId } = connection.principal;
    const watcher: Watcher = { userId, tell: (views) => this.tell(connection, views) };
    this.watcherOf.set(connection, watcher);
    this.local.opened(userId, connection.id);
    this.defaults.give(watcher);
  }

  private closed(connection: Connection): void {
    const watcher = this.watcherOf.get(connection);
    if (!watcher) return;
    this.watcherOf.delete(connection);
    this.local.closed(connection.principal.userId, connection.id);
    this.defaults.withdraw(watcher);
    this.news.unwatch(watcher);
  }

  private declare(connection: Connection, state: OnlineState): void {
    this.local.declared(connection.principal.userId, connection.id, state);
  }

  /** Answered by the state of each of these people, also of those who do not exist or are hidden: they are offline. */
  private watch(connection: Connection, userIds: readonly string[]): void {
    const watcher = this.watcherOf.get(connection);
    if (!watcher) return;
    this.defaults.withdraw(watcher);
    this.news.watch(watcher, [...new Set(userIds.map((userId) => userId.toLowerCase()))]);
  }

  private tell(connection: Connection, views: readonly PresenceView[]): boolean {
    if (!this.sureness.isSure) return false;
    return views.every((view) => connection.sendEphemeral(this.frameOf(view)));
  }

  /** All who may know the same are given the same view, which is serialised once. */
  private frameOf(view: PresenceView): Buffer {
    const known = this.encoded.get(view);
    if (known) return known;
    const frame = encodeEvent(eventOf(PresenceEvent, null, null, view));
    this.encoded.set(view, frame);
    return frame;
  }
}
