import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { DomainEvents } from '../core/events/domain-events.js';
import { isUuid } from '../core/uuid.js';
import { cardOf, type UserCard } from './user-card.js';
import './users.events.js';
import { UsersRepository } from './users.repository.js';

export type { UserCard } from './user-card.js';

const MAX_CARDS = 10_000;
const MAX_AGE_MS = 10_000;

/** Those who are asked for in one turn of the event loop; they are loaded together. */
interface NextLoad {
  readonly ids: Set<string>;
  readonly cards: Promise<ReadonlyMap<string, UserCard>>;
}

/** Names of people without a query for each: kept for ten seconds, replaced at once when they change on this node. */
@Injectable()
export class UserCards {
  private readonly kept = new LRUCache<string, UserCard>({ max: MAX_CARDS, ttl: MAX_AGE_MS, ttlResolution: 0 });
  /** Goes up with every change, so that a load which began before it is not kept. */
  private changes = 0;
  private nextLoad: NextLoad | undefined;

  constructor(
    private readonly users: UsersRepository,
    events: DomainEvents,
  ) {
    events.on('user.updated', ({ user }) => {
      this.changes++;
      this.kept.set(user.id, user);
    });
  }

  /** The cards of those who exist; whatever is not at hand is loaded, together with what others miss in this turn. */
  async get(ids: readonly string[]): Promise<ReadonlyMap<string, UserCard>> {
    const cards = new Map<string, UserCard>();
    const missing = new Set<string>();
    // A page names few people many times.
    for (const id of new Set(ids)) {
      const card = this.peek(id);
      if (card) cards.set(id, card);
      else missing.add(id);
    }
    if (missing.size === 0) return cards;
    const loaded = await this.load(missing);
    for (const id of missing) {
      const card = loaded.get(id);
      if (card) cards.set(id, card);
    }
    return cards;
  }

  /** The card, if it is at hand. */
  peek(id: string): UserCard | undefined {
    return this.kept.get(id);
  }

  /** The people meant by ids or usernames, in the order of the references; undefined for nobody. */
  async resolve(references: readonly string[]): Promise<(UserCard | undefined)[]> {
    if (references.length === 0) return [];
    const wanted = references.map((reference) => reference.toLowerCase());
    const ids = wanted.filter(isUuid);
    const usernames = wanted.filter((reference) => !isUuid(reference));
    const found = (await this.users.findByIdsOrUsernames(ids, usernames)).map(cardOf);
    const byReference = new Map(found.flatMap((card) => [[card.id, card] as const, [card.username, card] as const]));
    return wanted.map((reference) => byReference.get(reference));
  }

  private load(ids: ReadonlySet<string>): NextLoad['cards'] {
    this.nextLoad ??= this.prepareLoad();
    for (const id of ids) this.nextLoad.ids.add(id);
    return this.nextLoad.cards;
  }

  private prepareLoad(): NextLoad {
    const ids = new Set<string>();
    const cards = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      this.nextLoad = undefined;
      return this.read([...ids]);
    });
    return { ids, cards };
  }

  private async read(ids: readonly string[]): Promise<ReadonlyMap<string, UserCard>> {
    const before = this.changes;
    const cards = (await this.users.findMany(ids)).map(cardOf);
    if (this.changes === before) cards.forEach((card) => this.kept.set(card.id, card));
    return new Map(cards.map((card) => [card.id, card]));
  }
}
