import { Injectable, type OnModuleInit } from '@nestjs/common';
import { IsInt, IsUUID, Min } from 'class-validator';
import { TextOfLength } from '../../../src/core/http/field-rules.js';
import type { Job } from '../../../src/core/jobs/job.js';
import { Jobs } from '../../../src/core/jobs/jobs.js';
import { MAX_NOTE_LENGTH } from './note.limits.js';
import { NoteNews } from './note-news.js';

/** Of which note everybody is reminded, and by whom. */
export class NoteReminder {
  @IsUUID()
  conversationId: string;

  @IsInt()
  @Min(1)
  seq: number;

  @IsUUID()
  userId: string;

  @TextOfLength(1, MAX_NOTE_LENGTH)
  text: string;
}

/** Tells of a note again. */
@Injectable()
export class RemindOfNote implements Job<NoteReminder>, OnModuleInit {
  readonly name = 'note.remind';
  readonly data = NoteReminder;

  constructor(
    private readonly jobs: Jobs,
    private readonly news: NoteNews,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  handle({ conversationId, ...note }: NoteReminder): Promise<void> {
    return this.news.tell(conversationId, note);
  }
}
