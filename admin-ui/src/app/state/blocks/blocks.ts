import { computed, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { Api } from '../../api/api';
import { blockUser } from '../../api/fn/people/block-user';
import { listBlocks } from '../../api/fn/people/list-blocks';
import { unblockUser } from '../../api/fn/people/unblock-user';
import type { BlockDto } from '../../api/models/block-dto';
import type { UserCardDto } from '../../api/models/user-card-dto';
import { isolated } from '../../core/isolated';
import { LocalDatabase } from '../../core/local-database';
import { type Problem, problemOf } from '../../core/problem';
import type { RealtimeEvent } from '../../core/realtime/frames';
import { serverNow } from '../../core/server-clock';
import { isObject, isText, isTime } from '../../core/shapes';
import { t } from '../../core/words/words';
import { AppDialogs } from '../../ui/dialogs';
import { Toasts } from '../../ui/toast.service';
import { Confirmed } from '../confirmed';
import { cardOf } from '../messages/held-message';
import { blockedAfter, type BlockedPeople } from './blocked-people';

const KEY = 'blocks';
const PAGE = 200;

/** Whom I block: asked for on every connection, kept on this device for when there is none. */
@Injectable({ providedIn: 'root' })
export class Blocks {
  private readonly api = inject(Api);
  private readonly local = inject(LocalDatabase);
  private readonly dialogs = inject(AppDialogs);
  private readonly toasts = inject(Toasts);
  private readonly confirmed = inject(Confirmed);
  private readonly people = this.confirmed.blocked;
  /** Whose they are, once what this device kept of them is there. */
  private readonly whose = signal<string | undefined>(undefined);
  /** Goes up with every reading: an answer to an older question is dropped. */
  private turn = 0;
  /** What happened while the list is on its way, which may not know of it; undefined while it is not. */
  private meanwhile: RealtimeEvent[] | undefined;

  /** The one I blocked last first. */
  readonly items = computed(() =>
    [...this.people.read().values()].sort((a, b) => b.blockedAt.localeCompare(a.blockedAt)),
  );
  readonly isRead = signal(false);
  /** Why they could not be read the last time. */
  readonly problem = signal<Problem | undefined>(undefined);

  constructor() {
    this.confirmed.onApplied((event) => this.meanwhile?.push(event));
    effect(() => {
      const value = [...this.people.read().values()];
      if (untracked(this.whose) === undefined) return;
      void this.local.write([{ store: 'account', key: KEY, ...(value.length > 0 && { value }) }]);
    });
  }

  /** Whether I block this person. */
  has(userId: string | undefined): boolean {
    return userId !== undefined && this.people.read().has(userId);
  }

  /** Shows whom I blocked on the last visit, until the server says. */
  async restore(userId: string): Promise<void> {
    const kept = await this.local.get('account', KEY, isBlocks);
    if (kept && !this.isRead()) this.people.update(() => byId(kept));
    this.whose.set(userId);
  }

  /** Asks for all of them. */
  async load(): Promise<void> {
    const turn = ++this.turn;
    this.meanwhile = [];
    this.problem.set(undefined);
    try {
      const answer = byId(await this.all());
      if (turn !== this.turn) return;
      const now = (this.meanwhile ?? []).reduce(blockedAfter, answer);
      this.meanwhile = undefined;
      this.isRead.set(true);
      this.take(now);
    } catch (error) {
      // The next connection asks again.
      if (turn === this.turn) this.problem.set(problemOf(error));
    } finally {
      if (turn === this.turn) this.meanwhile = undefined;
    }
  }

  /** Asks whether to block somebody, with what that does, and blocks them. */
  async block(person: UserCardDto): Promise<void> {
    const name = isolated(person.displayName);
    const isSure = await this.dialogs.confirm({
      title: t('blocks.ask', { name }),
      text: t('blocks.askText'),
      yes: t('blocks.block'),
      danger: true,
    });
    if (!isSure) return;
    await this.tell(blockUser, person, { user: cardOf(person), blockedAt: serverNow().toISOString() });
  }

  /** What they write from now on reaches me again. */
  async unblock(person: UserCardDto): Promise<void> {
    await this.tell(unblockUser, person, { user: cardOf(person), blockedAt: null });
  }

  /** Somebody else signs in here. */
  clear(): void {
    this.turn++;
    this.whose.set(undefined);
    this.isRead.set(false);
  }

  private async tell(
    route: typeof blockUser | typeof unblockUser,
    { id, displayName }: UserCardDto,
    change: { readonly user: UserCardDto; readonly blockedAt: string | null },
  ): Promise<void> {
    try {
      await this.api.invoke(route, { id });
      this.apply(change);
      const name = isolated(displayName);
      this.toasts.show({ text: change.blockedAt ? t('blocks.done', { name }) : t('blocks.undone', { name }) });
    } catch (error) {
      this.toasts.showError(problemOf(error).detail);
    }
  }

  /** Told as what changed, since other views follow it. */
  private take(now: BlockedPeople): void {
    const before = this.people.read();
    for (const [id, { user }] of before) if (!now.has(id)) this.apply({ user, blockedAt: null });
    for (const [id, block] of now) if (before.get(id)?.blockedAt !== block.blockedAt) this.apply(block);
  }

  private apply(data: { readonly user: UserCardDto; readonly blockedAt: string | null }): void {
    this.confirmed.apply({ type: 'block.updated', conversationId: null, rev: null, at: '', data });
  }

  private async all(): Promise<BlockDto[]> {
    const found: BlockDto[] = [];
    let cursor: string | null = null;
    do {
      const page: { items: BlockDto[]; nextCursor: string | null } = await this.api.invoke(listBlocks, {
        limit: PAGE,
        ...(cursor && { cursor }),
      });
      found.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return found;
  }
}

function byId(blocks: readonly BlockDto[]): BlockedPeople {
  return new Map(blocks.map((block) => [block.user.id, block]));
}

function isBlocks(value: unknown): value is BlockDto[] {
  return Array.isArray(value) && value.every((one) => isObject(one) && isTime(one['blockedAt']) && isCard(one['user']));
}

function isCard(value: unknown): boolean {
  return isObject(value) && [value['id'], value['username'], value['displayName']].every(isText);
}
