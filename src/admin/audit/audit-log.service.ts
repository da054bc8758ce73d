import { Injectable } from '@nestjs/common';
import { AuditChain } from '../../audit/audit-chain.js';
import { type AuditFilter, type AuditPosition, type AuditWord, termsOf } from '../../audit/audit-filter.js';
import { type AuditRecord, AuditTrail } from '../../audit/audit-trail.js';
import { decodeCursor, encodeCursor } from '../../core/http/page.js';
import { isUuid } from '../../core/uuid.js';
import { UserCardDto } from '../../users/dto/user-card.dto.js';
import { type UserCard, UserCards } from '../../users/user-cards.js';
import { AuditEntryNotFound } from './audit.errors.js';
import { readAuditQuery } from './audit-query.js';
import { shapeOf } from './audit-shape.js';
import type { AuditEntryDto, AuditPageDto, AuditVerdictDto, ListAuditQuery } from './dto/audit.dto.js';

/** The audit log, for those who may read it. */
@Injectable()
export class AuditLog {
  constructor(
    private readonly trail: AuditTrail,
    private readonly chain: AuditChain,
    private readonly cards: UserCards,
  ) {}

  /** One page, newest first. */
  async page({ limit, cursor, ...query }: ListAuditQuery): Promise<AuditPageDto> {
    const filter = await this.filterOf(query);
    const found = await this.trail.page(filter, limit + 1, cursor === undefined ? undefined : positionOf(cursor));
    const page = found.slice(0, limit);
    const last = found.length > limit ? page.at(-1) : undefined;
    const people = await this.peopleOf(page);
    return {
      items: page.map(shapeOf),
      nextCursor: last ? encodeCursor([last.at.toISOString(), last.id]) : null,
      people: [...people.values()].map((card) => UserCardDto.from(card)),
    };
  }

  /** Throws AuditEntryNotFound. */
  async get(id: string): Promise<AuditEntryDto> {
    const entry = await this.trail.find(id);
    if (!entry) throw new AuditEntryNotFound();
    return shapeOf(entry);
  }

  verify(): Promise<AuditVerdictDto> {
    return this.chain.verify();
  }

  /** What a search means, with people found by their names; throws UnknownQualifier or InvalidQualifier. */
  async filterOf(query: Omit<ListAuditQuery, 'limit' | 'cursor'>): Promise<AuditFilter> {
    const { actors, targets, actions, outcomes, ips, from, until, words } = readAuditQuery(query, new Date());
    const [actorIds, targetIds, found] = await Promise.all([
      this.idsOf(actors),
      this.idsOf(targets),
      this.cards.resolve(words),
    ]);
    return {
      ...(actors.length > 0 && { actors: actorIds.filter(isUuid) }),
      ...(targets.length > 0 && { targets: targetIds }),
      ...(actions.length > 0 && { actions }),
      ...(outcomes.length > 0 && { outcomes }),
      ...(ips.length > 0 && { ips }),
      ...(from && { from }),
      ...(until && { until }),
      words: words.flatMap((word, n) => wordOf(word, found[n])),
    };
  }

  /** The cards of the people whom these entries name. */
  peopleOf(entries: readonly AuditRecord[]): Promise<ReadonlyMap<string, UserCard>> {
    return this.cards.get(entries.flatMap(({ actorId, targetId }) => [actorId ?? '', targetId].filter(isUuid)));
  }

  /** What is nobody's name stays as it is: it may be the id of something else. */
  private async idsOf(references: readonly string[]): Promise<string[]> {
    const cards = await this.cards.resolve(references);
    return references.map((reference, n) => cards[n]?.id ?? reference);
  }
}

function wordOf(word: string, card: UserCard | undefined): AuditWord[] {
  const terms = termsOf(word);
  return terms.length > 0 ? [{ terms, people: card ? [card.id] : [] }] : [];
}

function positionOf(cursor: string): AuditPosition {
  const [at, id] = decodeCursor(cursor, ['time', 'uuid']);
  return { at: new Date(String(at)), id: String(id) };
}
