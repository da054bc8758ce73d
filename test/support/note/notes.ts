import { Injectable, type OnModuleInit } from '@nestjs/common';
import { UnitOfWork } from '../../../src/core/database/unit-of-work.js';
import { defineProblem } from '../../../src/core/errors/domain-error.js';
import { Jobs } from '../../../src/core/jobs/jobs.js';
import { OrganisationSettings } from '../../../src/core/organisation/organisation-settings.js';
import type { Principal } from '../../../src/core/security/principal.js';
import { MessagesService } from '../../../src/messages/messages.service.js';
import { ClientFrames } from '../../../src/realtime/client-frames.js';
import { type NoteDto, NoteFrame } from './note.frames.js';
import { NOTES } from './note-setting.js';
import { NoteNews } from './note-news.js';
import { RemindOfNote } from './remind-of-note.js';

class NotesAreOff extends defineProblem('notes_off', 409, 'Notes are off') {}

/** Notes on messages, which are told and not kept. */
@Injectable()
export class Notes implements OnModuleInit {
  constructor(
    private readonly frames: ClientFrames,
    private readonly messages: MessagesService,
    private readonly news: NoteNews,
    private readonly settings: OrganisationSettings,
    private readonly jobs: Jobs,
    private readonly work: UnitOfWork,
  ) {}

  onModuleInit(): void {
    this.frames.on(NoteFrame, ({ principal }, frame) => this.add(principal, frame), { inTurn: true });
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
    await this.news.tell(conversationId, { seq, userId: principal.userId, text: frame.text });
  }
}
