import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Bus } from '../../../src/core/bus/bus.js';
import type { Principal } from '../../../src/core/security/principal.js';
import { MessagesService } from '../../../src/messages/messages.service.js';
import { ClientFrames } from '../../../src/realtime/client-frames.js';
import { ConversationHints } from '../../../src/realtime/conversations/conversation-hints.js';
import { eventOf } from '../../../src/realtime/frames/server-frame.js';
import { NoteAddedEvent, type NoteDto, NoteFrame } from './note.frames.js';

declare module '../../../src/core/bus/bus.js' {
  interface BusTopics {
    'note.added': { readonly conversationId: string; readonly note: NoteDto };
  }
}

/** Tells everybody who sees a message of the notes on it, on whichever node they are. Keeps none. */
@Injectable()
export class Notes implements OnModuleInit {
  constructor(
    private readonly frames: ClientFrames,
    private readonly messages: MessagesService,
    private readonly hints: ConversationHints,
    private readonly bus: Bus,
  ) {}

  onModuleInit(): void {
    this.frames.on(NoteFrame, ({ principal }, frame) => this.add(principal, frame), { inTurn: true });
    this.bus.on('note.added', ({ conversationId, note }) => void this.tell(conversationId, note));
  }

  private async add(principal: Principal, frame: NoteFrame): Promise<void> {
    const conversationId = frame.conversationId.toLowerCase();
    const { seq } = await this.messages.visible(principal, conversationId, frame.seq);
    const note = { seq, userId: principal.userId, text: frame.text };
    await this.tell(conversationId, note);
    this.bus.tell('note.added', { conversationId, note });
  }

  private async tell(conversationId: string, note: NoteDto): Promise<void> {
    const audience = await this.hints.audience(conversationId);
    if (!audience) return;
    this.hints.tell(eventOf(NoteAddedEvent, conversationId, null, note), audience, { aboutSeq: note.seq });
  }
}
