import { computed, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { Api } from '../../api/api';
import { cancelScheduled } from '../../api/fn/mail/cancel-scheduled';
import { listScheduled } from '../../api/fn/mail/list-scheduled';
import { sendScheduled } from '../../api/fn/mail/send-scheduled';
import { updateScheduled } from '../../api/fn/mail/update-scheduled';
import type { MessageDto } from '../../api/models/message-dto';
import type { ScheduledDto } from '../../api/models/scheduled-dto';
import type { UpdateScheduledDto } from '../../api/models/update-scheduled-dto';
import { type Problem, problemOf } from '../../core/problem';
import type { RealtimeEvent } from '../../core/realtime/frames';
import { RealtimeSocket } from '../../core/realtime/realtime-socket';
import { serverNow } from '../../core/server-clock';
import { Confirmed } from '../confirmed';
import { doubtedScheduled, scheduledAfter } from './scheduled-list';

/** Longer than a send can be held. */
const A_MOMENT_MS = 40_000;
/** More than the server lets anybody have. */
const ALL = 200;

/** What I wrote to be sent later: listed, changed, sent now and taken back. */
@Injectable({ providedIn: 'root' })
export class ScheduledMessages {
  private readonly api = inject(Api);
  private readonly socket = inject(RealtimeSocket);
  private readonly confirmed = inject(Confirmed);
  private readonly list = this.confirmed.scheduled;
  /** Goes up with every reading: an answer to an older question is dropped. */
  private turn = 0;
  /** What happened while the list is on its way, which may not know of it; undefined while it is not. */
  private meanwhile: RealtimeEvent[] | undefined;

  readonly items = computed(() => this.list.read()?.items ?? []);
  /** What is more than a send that can be undone for a moment. */
  readonly lasting = computed(() =>
    this.items().filter(
      ({ state, sendAt }) => state === 'failed' || Date.parse(sendAt) > serverNow().getTime() + A_MOMENT_MS,
    ),
  );
  /** Why it could not be read the last time. */
  readonly problem = signal<Problem | undefined>(undefined);
  private readonly isRead = signal(false);
  readonly status = computed(() => (this.isRead() ? 'ready' : this.problem() ? 'failed' : 'loading'));

  constructor() {
    this.confirmed.onApplied((event) => this.meanwhile?.push(event));
    effect(() => {
      if (this.list.read()?.isUnsure) untracked(() => void this.load());
    });
    untracked(() => void this.load());
  }

  /** Reads it anew. */
  async load(): Promise<void> {
    const turn = ++this.turn;
    this.meanwhile = [];
    this.problem.set(undefined);
    this.list.update((list) => ({ items: list?.items ?? [], isUnsure: false }));
    try {
      const { items } = await this.api.invoke(listScheduled, { limit: ALL });
      if (turn !== this.turn) return;
      const answer = { items, isUnsure: false };
      this.list.update(() => (this.meanwhile ?? []).reduce(scheduledAfter, answer));
      this.isRead.set(true);
    } catch (error) {
      // The next connection asks again.
      if (turn === this.turn) this.problem.set(problemOf(error));
    } finally {
      if (turn === this.turn) this.meanwhile = undefined;
    }
  }

  /** Throws what the server refuses. */
  async change({ id }: ScheduledDto, body: UpdateScheduledDto): Promise<void> {
    await this.api.invoke(updateScheduled, { id, body });
    this.settle();
  }

  /** The message that it became; throws what the server refuses. */
  async sendNow({ id }: ScheduledDto): Promise<MessageDto> {
    const message = await this.api.invoke(sendScheduled, { id });
    this.settle();
    return message;
  }

  /** Throws what the server refuses: it may be sent already. */
  async cancel({ id }: Pick<ScheduledDto, 'id'>): Promise<void> {
    await this.api.invoke(cancelScheduled, { id });
    this.settle();
  }

  /** The frame tells it to all my devices; where none can come, the server is asked. */
  private settle(): void {
    if (!this.socket.isOpen()) this.list.update(doubtedScheduled);
  }
}
