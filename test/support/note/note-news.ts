import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Bus } from '../../../src/core/bus/bus.js';
import { ConversationHints } from '../../../src/realtime/conversations/conversation-hints.js';
import { eventOf } from '../../../src/realtime/frames/server-frame.js';
import { NoteAddedEvent, type NoteDto } from './note.frames.js';

declare module '../../../src/core/bus/bus.js' {
  interface BusTopics {
    'note.added': { readonly conversationId: string; readonly note: NoteDto };
  }
}

/** Tells everybody who sees a message of a note on it, on whichever node they are. */
@Injectable()
export class NoteNews implements OnModuleInit {
  constructor(
    private readonly hints: ConversationHints,
    private readonly bus: Bus,
  ) {}

  onModuleInit(): void {
    this.bus.on('note.added', ({ conversationId, note }) => void this.tellHere(conversationId, note));
  }

  async tell(conversationId: string, note: NoteDto): Promise<void> {
    await this.tellHere(conversationId, note);
    this.bus.tell('note.added', { conversationId, note });
  }

  private async tellHere(conversationId: string, note: NoteDto): Promise<void> {
    const audience = await this.hints.audience(conversationId);
    if (!audience) return;
    this.hints.tell(eventOf(NoteAddedEvent, conversationId, null, note), audience, { aboutSeq: note.seq });
  }
}
