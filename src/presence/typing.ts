import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Bus } from '../core/bus/bus.js';
import { ClientFrames } from '../realtime/client-frames.js';
import { Connections } from '../realtime/connections.js';
import { ConversationHints } from '../realtime/conversations/conversation-hints.js';
import { eventOf } from '../realtime/frames/server-frame.js';
import { OncePer } from './once-per.js';
import { TypingEvent, TypingFrame } from './presence.frames.js';

declare module '../core/bus/bus.js' {
  interface BusTopics {
    typing: { readonly conversationId: string; readonly userId: string };
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
  ) {}

  onModuleInit(): void {
    this.frames.on(
      TypingFrame,
      ({ principal }, { conversationId }) => this.typed(principal.userId, conversationId.toLowerCase()),
      { inTurn: true },
    );
    this.bus.on('typing', ({ conversationId, userId }) => void this.orLog(() => this.tell(conversationId, userId)));
  }

  /** Never rejects, and never says whether there is such a conversation. */
  async typed(userId: string, conversationId: string): Promise<void> {
    await this.orLog(async () => {
      if (await this.tell(conversationId, userId)) this.bus.tell('typing', { conversationId, userId });
    });
  }

  /** Tells the sockets of this node; false when nobody may hear of it, or has just now. */
  private async tell(conversationId: string, userId: string): Promise<boolean> {
    const key = `${conversationId} ${userId}`;
    if (this.connections.size === 0 || this.recent.has(key)) return false;
    const audience = await this.hints.audience(conversationId);
    if (!audience || audience.userIds.length > MAX_AUDIENCE || !audience.userIds.includes(userId)) return false;
    if (!this.recent.claim(key)) return false;
    this.hints.tell(eventOf(TypingEvent, conversationId, null, { userId }), audience, { except: userId });
    return true;
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
