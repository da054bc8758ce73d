import { Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { UnitOfWork } from '../../../src/core/database/unit-of-work.js';
import { defineProblem } from '../../../src/core/errors/domain-error.js';
import { Jobs } from '../../../src/core/jobs/jobs.js';
import { OrganisationSettings } from '../../../src/core/organisation/organisation-settings.js';
import type { Principal } from '../../../src/core/security/principal.js';
import { ConversationLog } from '../../../src/messages/log/conversation-log.js';
import { MessageParts } from '../../../src/messages/shape/message-parts.js';
import { MessagesService } from '../../../src/messages/messages.service.js';
import { ClientFrames } from '../../../src/realtime/client-frames.js';
import { type NoteDto, NoteFrame } from './note.frames.js';
import { NOTE_PART } from './note-part.js';
import { NOTES } from './note-setting.js';
import { NotesRepository } from './notes.repository.js';
import { NoteNews } from './note-news.js';
import { RemindOfNote } from './remind-of-note.js';

class NotesAreOff extends defineProblem('notes_off', 409, 'Notes are off') {}

/** Notes on messages, which everybody sees with the message. */
@Injectable()
export class Notes implements OnModuleInit, OnApplicationBootstrap {
  constructor(
    private readonly frames: ClientFrames,
    private readonly messages: MessagesService,
    private readonly notes: NotesRepository,
    private readonly parts: MessageParts,
    private readonly log: ConversationLog,
    private readonly news: NoteNews,
    private readonly settings: OrganisationSettings,
    private readonly jobs: Jobs,
    private readonly work: UnitOfWork,
  ) {}

  onModuleInit(): void {
    this.frames.on(NoteFrame, ({ principal }, frame) => this.add(principal, frame), { inTurn: true });
    this.parts.onLoad(NOTE_PART, (places) => this.notes.on(places));
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.notes.makeTable();
  }

  /** Has everybody told of a note again, also when this process ends at once. */
  async remind(principal: Principal, conversationId: string, note: NoteDto): Promise<void> {
    await this.messages.visible(principal, conversationId, note.seq);
    await this.work.run((tx) => this.jobs.enqueue(tx, RemindOfNote, { conversationId, ...note }));
  }

  private async add(principal: Principal, frame: NoteFrame): Promise<void> {
    if ((await this.settings.get(NOTES)) === 'off') throw new NotesAreOff('The organisation has switched notes off.');
    const conversationId = frame.conversationId.toLowerCase();
    const { seq } = await this.messages.visible(principal, conversationId, frame.seq);
    const note = { seq, userId: principal.userId, text: frame.text };
    await this.work.run(async (tx) => {
      await this.log.lock(tx, [conversationId]);
      await this.notes.add(tx, conversationId, note);
      await this.log.append(tx, conversationId, { kind: 'message', seq, part: { bit: NOTE_PART.bit, isThere: true } });
    });
    await this.news.tell(conversationId, note);
  }
}
