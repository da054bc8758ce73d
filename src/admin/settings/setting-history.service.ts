import { Injectable } from '@nestjs/common';
import { type AuditRecord, AuditTrail } from '../../audit/audit-trail.js';
import { UnitOfWork } from '../../core/database/unit-of-work.js';
import type { ClientInfo } from '../../core/http/client-info.js';
import { decodeCursor, encodeCursor } from '../../core/http/page.js';
import { definedSetting, type OrganisationSettingsDto } from '../../core/organisation/define-setting.js';
import { Confirmations } from '../../core/security/confirmations.js';
import type { Principal } from '../../core/security/principal.js';
import { UserCardDto } from '../../users/dto/user-card.dto.js';
import { UserCards } from '../../users/user-cards.js';
import { NotRestorable, SettingChangeNotFound, SettingsStale } from '../admin.errors.js';
import type { ListSettingChangesQuery, SettingChangePageDto } from './dto/settings.dto.js';
import { SettingChanges } from './setting-changes.js';
import { AdminSettings } from './settings.service.js';

const ACTION = 'settings.updated';

/** What settings were before, as the audit log has it, and the way back to it. */
@Injectable()
export class SettingHistory {
  constructor(
    private readonly trail: AuditTrail,
    private readonly changes: SettingChanges,
    private readonly settings: AdminSettings,
    private readonly confirmations: Confirmations,
    private readonly cards: UserCards,
    private readonly work: UnitOfWork,
  ) {}

  /** One page, newest first. */
  async page({ key, limit, cursor }: ListSettingChangesQuery): Promise<SettingChangePageDto> {
    const filter = { actions: [ACTION], outcomes: ['success'], ...(key !== undefined && { targets: [key] }) } as const;
    const found = await this.trail.page(filter, limit + 1, cursor === undefined ? undefined : positionOf(cursor));
    const page = found.slice(0, limit);
    const last = found.length > limit ? page.at(-1) : undefined;
    const people = await this.cards.get(page.flatMap(({ actorId }) => actorId ?? []));
    return {
      items: page.map(({ id, targetId, actorId, at, before, after }) => {
        const by = actorId === null ? undefined : people.get(actorId);
        return {
          ...{ id, key: targetId, at, by: by ? UserCardDto.from(by) : null },
          before: valueIn(before, targetId) ?? null,
          after: valueIn(after, targetId) ?? null,
          restoredFrom: restoredFromOf(after),
        };
      }),
      nextCursor: last ? encodeCursor([last.at.toISOString(), last.id]) : null,
    };
  }

  /**
   * Makes a setting what it was before a change, and leaves the others. Throws SettingChangeNotFound, NotRestorable,
   * ConfirmationRequired, Stale, or what the feature has against it (SettingChecks).
   */
  async restore(
    principal: Principal,
    id: string,
    ifVersion: number | undefined,
    client: ClientInfo,
  ): Promise<OrganisationSettingsDto> {
    const entry = await this.trail.find(id);
    if (entry?.action !== ACTION) throw new SettingChangeNotFound();
    const [setting, value] = restorable(entry);
    if (setting.needsConfirmation) await this.confirmations.require(principal);
    const isStale = await this.work.run(async (tx) => {
      const version = await this.changes.begin(tx, principal);
      if (ifVersion !== undefined && ifVersion !== version) return true;
      await this.changes.change(tx, { principal, client, restoredFrom: id }, setting, { value });
      return false;
    });
    const current = await this.settings.get();
    if (isStale) throw new SettingsStale(current);
    return current;
  }
}

function restorable({ targetId, before }: AuditRecord) {
  const [setting, value] = [definedSetting(targetId), valueIn(before, targetId)];
  if (!setting || value === undefined || !setting.accepts(value)) throw new NotRestorable();
  return [setting, value] as const;
}

function valueIn(facts: object | null, key: string): unknown {
  return (facts as Readonly<Record<string, unknown>> | null)?.[key];
}

function restoredFromOf(after: object | null): string | null {
  const id = valueIn(after, 'restoredFrom');
  return typeof id === 'string' ? id : null;
}

function positionOf(cursor: string) {
  const [at, id] = decodeCursor(cursor, ['time', 'uuid']);
  return { at: new Date(String(at)), id: String(id) };
}
