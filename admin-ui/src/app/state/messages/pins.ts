import { computed, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { Api } from '../../api/api';
import { listPins } from '../../api/fn/messages/list-pins';
import { pinMessage } from '../../api/fn/messages/pin-message';
import { unpinMessage } from '../../api/fn/messages/unpin-message';
import type { MessageDto } from '../../api/models/message-dto';
import { type Problem, problemOf } from '../../core/problem';
import type { RealtimeEvent } from '../../core/realtime/frames';
import { Session } from '../../core/session';
import { Confirmed } from '../confirmed';
import { MessageFeeds } from './message-feeds';
import { pinnedAmong, type PinList, pinsAfter } from './pin-list';

/** More than a conversation has. */
const ALL = 200;

/** The pinned messages of the conversation that is open. */
@Injectable({ providedIn: 'root' })
export class Pins {
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly confirmed = inject(Confirmed);
  private readonly feeds = inject(MessageFeeds);
  private readonly list = this.confirmed.pins;
  /** Goes up with every reading: an answer to an older question is dropped. */
  private turn = 0;
  /** What happened while the list is on its way, which may not know of it; undefined while it is not. */
  private meanwhile: RealtimeEvent[] | undefined;

  /** Why it could not be listed. */
  readonly problem = signal<Problem | undefined>(undefined);
  /** The one that was pinned last first; before the server listed them, those of the messages at hand. */
  readonly items = computed<readonly MessageDto[]>(() => {
    const list = this.list.read();
    if (!list || list.isLoaded) return list?.items ?? [];
    return pinnedAmong(this.feeds.peek(list.conversationId)?.messages() ?? []);
  });

  constructor() {
    this.confirmed.onApplied((event) => this.meanwhile?.push(event));
    effect(() => {
      if (this.list.read()?.isUnsure) untracked(() => void this.load());
    });
  }

  /** Lists those of another conversation. */
  async show(conversationId: string): Promise<void> {
    this.list.update(() => ({ conversationId, isLoaded: false, items: [], isUnsure: false }));
    await this.load();
  }

  /** Asks again; what is shown stays until the answer is there. */
  async load(): Promise<void> {
    const turn = ++this.turn;
    const conversationId = this.list.read()?.conversationId;
    if (conversationId === undefined) return;
    this.meanwhile = [];
    this.problem.set(undefined);
    this.list.update((list) => list && { ...list, isUnsure: false });
    try {
      const { items } = await this.api.invoke(listPins, { conversationId, limit: ALL });
      if (turn !== this.turn) return;
      this.list.update((list) => list && this.following({ ...list, items, isLoaded: true, isUnsure: false }));
    } catch (error) {
      const problem = problemOf(error);
      if (turn === this.turn) this.problem.set(problem);
    } finally {
      if (turn === this.turn) this.meanwhile = undefined;
    }
  }

  /** Pins it for everybody, or takes that back; throws what the server says against it. */
  async change({ conversationId, seq }: MessageDto, isPinned: boolean): Promise<void> {
    await this.api.invoke(isPinned ? pinMessage : unpinMessage, { conversationId, seq });
    // The event may be late.
    void this.feeds.peek(conversationId)?.catchUp();
  }

  /** The answer, with what happened while it was on its way. */
  private following(answer: PinList): PinList | undefined {
    const myId = this.session.me()?.id;
    let list: PinList | undefined = answer;
    for (const event of this.meanwhile ?? []) list &&= pinsAfter(list, event, myId);
    return list;
  }
}
