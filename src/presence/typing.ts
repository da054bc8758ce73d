import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Bus } from '../core/bus/bus.js';
import { ClientFrames } from '../realtime/client-frames.js';
import { Connections } from '../realtime/connections.js';
import type { Audience } from '../realtime/conversations/audiences.js';
import { ConversationHints } from '../realtime/conversations/conversation-hints.js';
import { eventOf } from '../realtime/frames/server-frame.js';
import { OncePer } from './once-per.js';
import { PresenceRepository } from './presence.repository.js';
import { TypingEvent, TypingFrame } from './presence.frames.js';

declare module '../core/bus/bus.js' {
  interface BusTopics {
    /** `deaf` block the one who types. */
    typing: { readonly conversationId: string; readonly userId: string; readonly deaf: readonly string[] };
  }
}

/** In larger groups nobody is told who types. */
const MAX_AUDIENCE = 100;
/** Of one person in one conversation, others hear at most this often. */
const EVERY_MS = 2_000;

/** Tells the others in a conversation who is writing. Of strangers nothing is told, to anybody. */
@Injectable()
export class Typing implements OnModuleInit {
  private readonly logger = new Logger(Typing.name);
  private readonly recent = new OncePer(EVERY_MS);

  constructor(
    private readonly frames: ClientFrames,
    private readonly hints: ConversationHints,
    private readonly connections: Connections,
    private readonly bus: Bus,
    private readonly presence: PresenceRepository,
  ) {}

  onModuleInit(): void {
    this.frames.on(
      TypingFrame,
      ({ principal }, { conversationId }) => this.typed(principal.userId, conversationId.toLowerCase()),
      { inTurn: true },
    );
    this.bus.on('typing', ({ conversationId, userId, deaf }) => {
      void this.orLog(async () => {
        if (await this.audienceOf(conversationId, userId)) await this.tell(conversationId, userId, deaf);
      });
    });
  }

  /** Never rejects, and never says whether there is such a conversation. */
  async typed(userId: string, conversationId: string): Promise<void> {
    await this.orLog(async () => {
      const audience = await this.audienceOf(conversationId, userId);
      if (!audience) return;
      const deaf = await this.presence.blockersOf(userId, audience.userIds);
      await this.tell(conversationId, userId, deaf);
      this.bus.tell('typing', { conversationId, userId, deaf });
    });
  }

  /** Who may hear of it; undefined when nobody may, or everybody has just now. */
  private async audienceOf(conversationId: string, userId: string): Promise<Audience | undefined> {
    const key = `${conversationId} ${userId}`;
    if (this.connections.size === 0 || this.recent.has(key)) return undefined;
    const audience = await this.hints.audience(conversationId);
    if (!audience || audience.userIds.length > MAX_AUDIENCE || !audience.userIds.includes(userId)) return undefined;
    return this.recent.claim(key) ? audience : undefined;
  }

  /** Tells the sockets of this node, of those who may hear it now. */
  private async tell(conversationId: string, userId: string, deaf: readonly string[]): Promise<void> {
    const audience = await this.hints.audience(conversationId);
    if (!audience) return;
    const to = audience.userIds.filter((id) => id !== userId && !deaf.includes(id));
    this.hints.tell(eventOf(TypingEvent, conversationId, null, { userId }), audience, { to });
  }

  private async orLog(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      // Nobody misses it.
      this.logger.debug(error);
    }
  }
}
