import { computed, DestroyRef, inject, Injectable } from '@angular/core';
import { Api } from '../../api/api';
import { listTeams } from '../../api/fn/people/list-teams';
import type { MessageDto } from '../../api/models/message-dto';
import type { TeamDto } from '../../api/models/team-dto';
import { problemOf } from '../../core/problem';
import type { Mentions } from '../../ui/markdown/mention-chips';
import { Confirmed } from '../confirmed';
import { ConversationStore } from '../conversations/conversation-store';
import { mineOf } from './known-teams';

/** Everybody hears of a change at the same moment and need not ask at the same one. */
const SPREAD_MS = 1_500;

/** The teams of the organisation, and which are mine: asked for on every connection, and when they changed. */
@Injectable({ providedIn: 'root' })
export class Teams {
  private readonly api = inject(Api);
  private readonly store = inject(ConversationStore);
  private readonly confirmed = inject(Confirmed);
  private readonly known = this.confirmed.teams;
  /** Goes up with every reading: an answer to an older question is dropped. */
  private turn = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** By name. */
  readonly items = computed<readonly TeamDto[]>(() => [...(this.known.read()?.values() ?? [])]);
  /** Those that I am in; undefined while they are not known. */
  readonly mine = computed(() => mineOf(this.known.read()));

  constructor() {
    const stop = this.confirmed.onApplied((event) => {
      if (event.type === 'teams.updated') this.loadSoon();
    });
    inject(DestroyRef).onDestroy(() => {
      stop();
      clearTimeout(this.timer);
    });
  }

  /** Asks for all of them. */
  async load(): Promise<void> {
    const turn = ++this.turn;
    try {
      const { items } = await this.api.invoke(listTeams, {});
      if (turn !== this.turn) return;
      this.known.update(() => new Map(items.map((team) => [team.id, team])));
      this.store.complete();
    } catch (error) {
      // The next connection asks again.
      problemOf(error);
    }
  }

  /** Whom a message mentions, its teams by what they are called now; one that was deleted is text. */
  mentionsOf({
    mentions,
    mentionedTeams = [],
    mentionsEveryone,
    mentionsHere,
  }: Pick<MessageDto, 'mentions' | 'mentionedTeams' | 'mentionsEveryone' | 'mentionsHere'>): Pick<
    Mentions,
    'people' | 'teams' | 'everyone' | 'here'
  > {
    const known = this.known.read();
    // A message that was kept may name a team that is no more.
    const teams = mentionedTeams
      .filter(({ teamId }) => known?.has(teamId) ?? true)
      .map(({ teamId, key, name }) => {
        const team = known?.get(teamId);
        return { teamId, key, name: team?.name ?? name, isMine: team ? team.joinedAt !== null : false };
      });
    const here = mentionsHere && { me: mentionsHere.me ?? false };
    return { people: mentions, teams, everyone: mentionsEveryone, here };
  }

  /** Somebody else signs in here. */
  clear(): void {
    this.turn++;
    clearTimeout(this.timer);
  }

  private loadSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.load(), Math.random() * SPREAD_MS);
  }
}
