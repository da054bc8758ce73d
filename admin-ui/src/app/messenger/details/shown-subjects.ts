import { signal } from '@angular/core';
import type { SubjectDto } from '../../api/models/subject-dto';
import { type Problem, problemOf } from '../../core/problem';
import type { RealtimeEvent } from '../../core/realtime/frames';

/**
 * The subjects of the conversation whose details are open. New messages are counted here; the server is asked where what
 * is told does not say what the subjects are now, once for all that comes while it answers.
 */
export class ShownSubjects {
  private readonly known = signal<readonly SubjectDto[]>([]);
  private conversationId: string | undefined;
  private isAsking = false;
  private asksAgain = false;

  /** Most recently used first. */
  readonly all = this.known.asReadonly();
  /** Why they could not be read. */
  readonly problem = signal<Problem | undefined>(undefined);

  constructor(private readonly ask: (conversationId: string) => Promise<readonly SubjectDto[]>) {}

  /** Those of another conversation from now on. */
  show(conversationId: string): void {
    this.conversationId = conversationId;
    this.known.set([]);
    void this.load();
  }

  /** Asks the server. */
  async load(): Promise<void> {
    this.asksAgain = true;
    if (this.isAsking) return;
    this.isAsking = true;
    while (this.asksAgain) {
      this.asksAgain = false;
      await this.askOnce(this.conversationId ?? '');
    }
    this.isAsking = false;
  }

  /** Something was told of a message. The same may be told twice; a subject knows how far it has come. */
  follow(event: RealtimeEvent): void {
    if (!('conversationId' in event) || event.conversationId !== this.conversationId) return;
    if (event.type === 'message.updated' || event.type === 'message.deleted') return void this.load();
    if (event.type !== 'message.created' || event.data.subject === null) return;
    const { subject, createdAt } = event.data;
    const counted = this.known().find(({ title }) => title === subject);
    if (!counted) return void this.load();
    if (createdAt <= counted.lastMessageAt) return;
    const newest = { ...counted, messageCount: counted.messageCount + 1, lastMessageAt: createdAt };
    this.known.update((all) => [newest, ...all.filter((one) => one !== counted)]);
  }

  private async askOnce(conversationId: string): Promise<void> {
    this.problem.set(undefined);
    try {
      const found = await this.ask(conversationId);
      if (conversationId === this.conversationId) this.known.set(found);
    } catch (error) {
      if (conversationId === this.conversationId) this.problem.set(problemOf(error));
    }
  }
}
