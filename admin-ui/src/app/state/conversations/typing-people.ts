import { inject, Injectable, signal } from '@angular/core';
import { RealtimeSocket } from '../../core/realtime/realtime-socket';
import { Session } from '../../core/session';

/** What is said holds so long, in milliseconds. */
const HOLDS_MS = 5_000;
/** Said again so often while somebody goes on writing. */
const SAID_EVERY_MS = 3_000;

type Writers = ReadonlyMap<string, ReturnType<typeof setTimeout>>;

/** Who is writing right now, and the word that I am. */
@Injectable({ providedIn: 'root' })
export class TypingPeople {
  private readonly socket = inject(RealtimeSocket);
  private readonly session = inject(Session);
  private readonly all = signal<ReadonlyMap<string, Writers>>(new Map());
  private said: { readonly conversationId: string; readonly at: number } | undefined;

  constructor() {
    this.socket.onEvent((event) => {
      if (event.type === 'typing') this.begin(event.conversationId, event.data.userId);
      if (event.type === 'message.created') this.end(event.conversationId, event.data.sender.id);
    });
  }

  /** Ids of the others who are writing in a conversation, who began first at the front; none without a connection. */
  in(conversationId: string): readonly string[] {
    return this.socket.isOpen() ? [...(this.all().get(conversationId)?.keys() ?? [])] : [];
  }

  /** I am writing here. */
  tell(conversationId: string): void {
    const now = Date.now();
    if (this.said?.conversationId === conversationId && now - this.said.at < SAID_EVERY_MS) return;
    if (this.socket.tell({ type: 'typing', conversationId })) this.said = { conversationId, at: now };
  }

  /** What I wrote is sent: the next letter is news again. */
  done(): void {
    this.said = undefined;
  }

  private begin(conversationId: string, userId: string): void {
    if (userId === this.session.me()?.id) return;
    clearTimeout(this.all().get(conversationId)?.get(userId));
    const timer = setTimeout(() => this.end(conversationId, userId), HOLDS_MS);
    this.change(conversationId, (writers) => new Map(writers).set(userId, timer));
  }

  private end(conversationId: string, userId: string): void {
    const timer = this.all().get(conversationId)?.get(userId);
    if (timer === undefined) return;
    clearTimeout(timer);
    this.change(conversationId, (writers) => new Map([...writers].filter(([id]) => id !== userId)));
  }

  private change(conversationId: string, to: (writers: Writers) => Writers): void {
    this.all.update((all) => new Map(all).set(conversationId, to(all.get(conversationId) ?? new Map())));
  }
}
