import { Module } from '@nestjs/common';
import { ConversationsModule } from '../../../src/messages/conversations/conversations.module.js';
import { MessagesModule } from '../../../src/messages/messages.module.js';
import { RealtimeModule } from '../../../src/realtime/realtime.module.js';
import { NoteNews } from './note-news.js';
import { NotesController } from './notes.controller.js';
import { NotesRepository } from './notes.repository.js';
import { Notes } from './notes.js';
import { RemindOfNote } from './remind-of-note.js';

/** A feature as somebody might add one: notes on messages. It touches nothing but the ports of other parts. */
@Module({
  imports: [ConversationsModule, MessagesModule, RealtimeModule],
  controllers: [NotesController],
  providers: [Notes, NotesRepository, NoteNews, RemindOfNote],
})
export class NoteModule {}
