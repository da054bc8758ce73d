import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import { LRUCache } from 'lru-cache';
import { DomainEvents } from '../core/events/domain-events.js';
import { isUuid } from '../core/uuid.js';
import { cardOf, type UserCard } from './user-card.js';
import './users.events.js';
import { UsersRepository } from './users.repository.js';

export type { UserCard } from './user-card.js';

const MAX_CARDS = 10_000;
const MAX_AGE_MS = 10_000;
/** Before a username where otherwise an id stands: no id begins so. */
const NAMED = '@';

/** Names of people without a query for each: kept for ten seconds, replaced at once when they change on this node. */
@Injectable()
export class UserCards {
  private readonly kept = new LRUCache<string, UserCard>({ max: MAX_CARDS, ttl: MAX_AGE_MS, ttlResolution: 0 });
  /** Who has a username; undefined: nobody. As old as a card may be, for somebody may take one that is free. */
  private readonly named = new LRUCache<string, { readonly id: string | undefined }>({
    ...{ max: MAX_CARDS, ttl: MAX_AGE_MS, ttlResolution: 0 },
  });
  /** Goes up with every change, so that a load which began before it is not kept. */
  private changes = 0;
  /** Loads those who are missing in one turn of the event loop together; it keeps nothing itself. */
  private readonly loader = new DataLoader((keys: readonly string[]) => this.read(keys), {
    cache: false,
    batchScheduleFn: (load) => void setImmediate(load),
  });

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
    // A page names few people many times.
    const wanted = [...new Set(ids)].map((id) => [id, this.peek(id)] as const);
    const isComplete = wanted.every(([, card]) => card);
    const loaded = isComplete ? wanted : await this.complete(wanted);
    for (const [id, card] of loaded) if (card) cards.set(id, card);
    return cards;
  }

  /** The cards of those who have these usernames, by username; loaded together with what is missed by id. */
  async byUsername(usernames: readonly string[]): Promise<ReadonlyMap<string, UserCard>> {
    const keys = new Map(
      [...new Set(usernames)].flatMap((name) => {
        const known = this.named.get(name);
        const key = known ? known.id : NAMED + name;
        return key === undefined ? [] : [[name, key] as const];
      }),
    );
    const cards = await this.get([...keys.values()]);
    return new Map([...keys].flatMap(([name, key]) => (cards.has(key) ? [[name, cards.get(key) as UserCard]] : [])));
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

  private complete(wanted: readonly (readonly [string, UserCard | undefined])[]) {
    return Promise.all(wanted.map(async ([id, card]) => [id, card ?? (await this.loader.load(id))] as const));
  }

  /** In the order of the keys, which are ids or usernames; undefined for those who do not exist. */
  private async read(keys: readonly string[]): Promise<(UserCard | undefined)[]> {
    const before = this.changes;
    const ids = [...new Set(keys.filter((key) => !key.startsWith(NAMED)))];
    const names = [...new Set(keys.filter((key) => key.startsWith(NAMED)).map((key) => key.slice(NAMED.length)))];
    const found = names.length > 0 ? this.users.findByIdsOrUsernames(ids, names) : this.users.findMany(ids);
    const cards = (await found).map(cardOf);
    const byKey = new Map(cards.flatMap((card) => [[card.id, card] as const, [NAMED + card.username, card] as const]));
    if (this.changes === before) {
      cards.forEach((card) => this.kept.set(card.id, card));
      names.forEach((name) => this.named.set(name, { id: byKey.get(NAMED + name)?.id }));
    }
    return keys.map((key) => byKey.get(key));
  }
}
