import { computed, inject, Injectable, signal } from '@angular/core';
import { Api } from '../../api/api';
import { listConversations } from '../../api/fn/conversations/list-conversations';
import type { ConversationDto } from '../../api/models/conversation-dto';
import { problemOf, type Problem } from '../../core/problem';
import { ConversationStore } from './conversation-store';

/** The lists that are offered. */
export type ConversationFilter = 'active' | 'unread' | 'mentions' | 'groups' | 'archived';

const LIST_SIZE = 100;

interface ListState {
  readonly status: 'idle' | 'loading' | 'ready' | 'failed';
  readonly nextCursor: string | null;
  readonly problem?: Problem;
}

const NOT_LOADED: ListState = { status: 'idle', nextCursor: null };
const NONE_LOADED = {
  active: NOT_LOADED,
  unread: NOT_LOADED,
  mentions: NOT_LOADED,
  groups: NOT_LOADED,
  archived: NOT_LOADED,
} as const;

/** The lists over the known conversations: what belongs in each, in order, and how far each is loaded. */
@Injectable({ providedIn: 'root' })
export class ConversationLists {
  private readonly api = inject(Api);
  private readonly store = inject(ConversationStore);
  private readonly states = signal<Readonly<Record<ConversationFilter, ListState>>>(NONE_LOADED);

  private readonly ordered = computed(() => [...this.store.all()].sort(byPinThenActivity));
  private readonly active = computed(() => this.ordered().filter(({ me }) => !me.archived));
  private readonly unread = computed(() => this.active().filter(({ unreadCount }) => unreadCount > 0));
  private readonly mentions = computed(() => this.active().filter(({ unreadMentions }) => unreadMentions > 0));
  private readonly groups = computed(() => this.active().filter(({ kind }) => kind === 'group'));
  private readonly archived = computed(() => this.ordered().filter(({ me }) => me.archived));

  /** What is in the list now: pinned first, then by newest activity. */
  list(filter: ConversationFilter): readonly ConversationDto[] {
    return this[filter]();
  }

  state(filter: ConversationFilter): ListState {
    return this.states()[filter];
  }

  /** Loads the first page, also again; old rows stay until the answer is there. */
  async load(filter: ConversationFilter): Promise<void> {
    const { status } = this.state(filter);
    this.change(filter, { status: status === 'ready' ? 'ready' : 'loading', problem: undefined });
    await this.page(filter, undefined);
  }

  /** Loads the first page unless it is there or on its way. */
  async ensure(filter: ConversationFilter): Promise<void> {
    const { status } = this.state(filter);
    if (status === 'idle' || status === 'failed') await this.load(filter);
  }

  /** Loads the next page, if there is one. */
  async loadMore(filter: ConversationFilter): Promise<void> {
    const { nextCursor, status } = this.state(filter);
    if (!nextCursor || status === 'loading') return;
    this.change(filter, { status: 'loading' });
    await this.page(filter, nextCursor);
  }

  /** Somebody else signs in here. */
  clear(): void {
    this.states.set(NONE_LOADED);
  }

  private async page(filter: ConversationFilter, cursor: string | undefined): Promise<void> {
    try {
      const page = await this.api.invoke(listConversations, { filter, limit: LIST_SIZE, ...(cursor && { cursor }) });
      this.store.put(page.items);
      this.change(filter, { status: 'ready', nextCursor: page.nextCursor });
    } catch (error) {
      this.change(filter, { status: 'failed', problem: problemOf(error) });
    }
  }

  private change(filter: ConversationFilter, to: Partial<ListState>): void {
    this.states.update((states) => ({ ...states, [filter]: { ...states[filter], ...to } }));
  }
}

function byPinThenActivity(a: ConversationDto, b: ConversationDto): number {
  if (a.me.pinned !== b.me.pinned) return a.me.pinned ? -1 : 1;
  const place = (a.me.pinPlace ?? Infinity) - (b.me.pinPlace ?? Infinity);
  if (a.me.pinned && place !== 0 && !Number.isNaN(place)) return place;
  return activityOf(b).localeCompare(activityOf(a));
}

/** Times are written so that their order is the order of their letters. */
function activityOf({ lastMessage, createdAt }: ConversationDto): string {
  return lastMessage?.createdAt ?? createdAt;
}
