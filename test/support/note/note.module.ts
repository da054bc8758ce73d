import { Module } from '@nestjs/common';
import { MessagesModule } from '../../../src/messages/messages.module.js';
import { RealtimeModule } from '../../../src/realtime/realtime.module.js';
import { Notes } from './notes.js';

/** A feature as somebody might add one: notes on messages. It touches nothing but the ports of other parts. */
@Module({ imports: [MessagesModule, RealtimeModule], providers: [Notes] })
export class NoteModule {}
