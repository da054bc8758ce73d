import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { Database } from '../core/database/database.js';
import type { Tx } from '../core/database/unit-of-work.js';
import { AuditEntry } from './audit-entry.entity.js';
import type { AuditFilter, AuditPosition, AuditWord } from './audit-filter.js';

/** An act before it has its place. */
export type NewAuditEntry = Omit<AuditEntry, 'position' | 'hash' | 'detailsHash' | 'salt' | 'words'>;

const SEAL = { name: 'audit.seal', text: 'select sealed, through from audit_seal($1)' };

/** The audit_log table: rows are only ever added. */
@Injectable()
export class AuditRepository {
  constructor(
    @InjectRepository(AuditEntry) private readonly entries: Repository<AuditEntry>,
    private readonly database: Database,
  ) {}

  async append(tx: Tx, entry: NewAuditEntry): Promise<void> {
    await tx.manager.insert(AuditEntry, entry);
  }

  /** Gives the next entries their places; none while another node does. */
  async seal(atMost: number): Promise<{ sealed: number; through: number }> {
    const row = await this.database.row<{ sealed: number; through: number | null }>(SEAL, [atMost]);
    return { sealed: row?.sealed ?? 0, through: row?.through ?? 0 };
  }

  /** Takes what is personal from the sealed entries about somebody whose anonymisation is sealed; without effect before. */
  async erase(tx: Tx, userId: string): Promise<void> {
    await tx.manager.query('select audit_erase($1)', [userId]);
  }

  async find(id: string): Promise<AuditEntry | undefined> {
    return (await this.entries.findOneBy({ id })) ?? undefined;
  }

  /** Those that fit, newest first, beginning after a position. */
  page(filter: AuditFilter, limit: number, after?: AuditPosition): Promise<AuditEntry[]> {
    const query = this.entries.createQueryBuilder('e').orderBy('e.at', 'DESC').addOrderBy('e.id', 'DESC').limit(limit);
    const { actors, targets, outcomes, ips, actions, from, until, words } = filter;
    if (actors) query.andWhere('e.actorId = any(:actors::uuid[])', { actors });
    if (targets) query.andWhere('e.targetId = any(:targets)', { targets });
    if (outcomes) query.andWhere(`e.outcome = any(:outcomes)`, { outcomes });
    // The index of outcomes is for those that are rare.
    if (outcomes?.every((outcome) => outcome !== 'success')) query.andWhere(`e.outcome <> 'success'`);
    if (ips) query.andWhere('e.ip = any(:ips)', { ips });
    if (actions) query.andWhere(...actionsAmong(actions));
    if (from) query.andWhere('e.at >= :from', { from });
    if (until) query.andWhere('e.at < :until', { until });
    words?.forEach((word, n) => query.andWhere(conditionOf(word, n), parametersOf(word, n)));
    if (after) query.andWhere('(e.at, e.id) < (:afterAt, :afterId)', { afterAt: after.at, afterId: after.id });
    return query.getMany();
  }
}

/** `user.*` stands for all that begins so. One pattern for each, because an array of them would use no index. */
function actionsAmong(actions: readonly string[]): [condition: string, parameters: object] {
  const beginnings = actions.filter((action) => action.endsWith('*'));
  const patterns = beginnings.map((action, n) => [
    `action${n}`,
    `${action.slice(0, -1).replaceAll(/[\\%_]/g, String.raw`\$&`)}%`,
  ]);
  const exact = actions.filter((action) => !action.endsWith('*'));
  const conditions = [
    ...(exact.length > 0 ? ['e.action = any(:actions)'] : []),
    ...beginnings.map((_, n) => `e.action like :action${n}`),
  ];
  return [`(${conditions.join(' or ')})`, { actions: exact, ...Object.fromEntries(patterns) }];
}

/** The word stands in the entry, or is the name of a person whom it is about. */
function conditionOf({ people }: AuditWord, n: number): string {
  const stands = `e.words @@ to_tsquery('simple', :word${n})`;
  if (people.length === 0) return stands;
  return `(${stands} or e.actor_id = any(:people${n}::text[]::uuid[]) or e.target_id = any(:people${n}::text[]))`;
}

function parametersOf({ terms, people }: AuditWord, n: number): object {
  return { [`word${n}`]: terms.map((term) => `'${term}':*`).join(' & '), [`people${n}`]: people };
}
