import { signal } from '@angular/core';
import type { SubjectDto } from '../../api/models/subject-dto';
import type { SubjectStateDto } from '../../api/models/subject-state-dto';
import { type Problem, problemOf } from '../../core/problem';
import type { RealtimeEvent } from '../../core/realtime/frames';
import { EXCERPT_LENGTH } from '../../state/messages/held-message';
import { plainText } from '../../ui/markdown/plain-text';

/**
 * The subjects of the conversation whose details are open. New messages are counted here; the server is asked where what
 * is told does not say what the subjects are now, once for all that comes while it answers.
 */
export class ShownSubjects {
  private readonly known = signal<readonly SubjectDto[]>([]);
  private conversationId: string | undefined;
  /** How far each subject had come when the server answered. */
  private answered: ReadonlyMap<string, string> = new Map();
  /** The messages that were counted here since: those of one batch have the same time. */
  private readonly counted = new Set<number>();
  private isAsking = false;
  /** I cleared the history up to here, as far as that was told. */
  private clearedThroughSeq = 0;
  private asksAgain = false;

  /** Most recently used first. */
  readonly all = this.known.asReadonly();
  /** Why they could not be read. */
  readonly problem = signal<Problem | undefined>(undefined);

  constructor(private readonly ask: (conversationId: string) => Promise<readonly SubjectDto[]>) {}

  /** Those of another conversation from now on. */
  show(conversationId: string): void {
    this.conversationId = conversationId;
    this.clearedThroughSeq = 0;
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

  /** Something was told of messages. The same may be told twice, and is counted once. */
  follow(event: RealtimeEvent): void {
    if (!('conversationId' in event) || event.conversationId !== this.conversationId) return;
    if (event.type === 'message.updated' || event.type === 'message.deleted' || this.isHiding(event))
      return void this.load();
    if (event.type === 'subject.updated') return this.change(event.data);
    if (event.type !== 'message.created' || event.data.subjectId === null) return;
    const { subjectId, seq, createdAt, body } = event.data;
    const known = this.known().find(({ id }) => id === subjectId);
    // What is on its way may or may not have it.
    if (!known || this.isAsking) return void this.load();
    if (createdAt <= (this.answered.get(known.id) ?? '') || this.counted.has(seq)) return;
    this.counted.add(seq);
    const lastLine = plainText(body, EXCERPT_LENGTH);
    const newest = { ...known, messageCount: known.messageCount + 1, lastMessageAt: createdAt, lastLine };
    this.known.update((all) => [newest, ...all.filter((one) => one !== known)]);
  }

  /** I deleted messages for myself, took that back, or cleared the history, here or on another device. */
  private isHiding(event: RealtimeEvent): boolean {
    if (event.type !== 'me.updated') return false;
    const { me, hidden, restored } = event.data;
    const isCleared = me.clearedThroughSeq > this.clearedThroughSeq;
    this.clearedThroughSeq = Math.max(this.clearedThroughSeq, me.clearedThroughSeq);
    return isCleared || [hidden, restored].some((seqs) => seqs?.length);
  }

  /** What became part of another counts there, which the server knows. */
  private change(subject: SubjectStateDto): void {
    if (subject.mergedInto !== null || this.isAsking) return void this.load();
    this.known.update((all) => all.map((one) => (one.id === subject.id ? { ...one, ...subject } : one)));
  }

  private async askOnce(conversationId: string): Promise<void> {
    this.problem.set(undefined);
    try {
      const found = await this.ask(conversationId);
      if (conversationId === this.conversationId) this.take(found);
    } catch (error) {
      if (conversationId === this.conversationId) this.problem.set(problemOf(error));
    }
  }

  private take(found: readonly SubjectDto[]): void {
    this.answered = new Map(found.map(({ id, lastMessageAt }) => [id, lastMessageAt]));
    this.counted.clear();
    this.known.set(found);
  }
}
