import { inject, type Signal } from '@angular/core';
import { Api } from '../../api/api';
import { adminListAudit } from '../../api/fn/administration/admin-list-audit';
import type { AuditEntryDto } from '../../api/models/audit-entry-dto';
import type { UserCardDto } from '../../api/models/user-card-dto';
import { paged, type Paged } from '../../core/paged';

/** An act, with the people whom it is about. */
export interface AuditRow {
  readonly entry: AuditEntryDto;
  readonly actor?: UserCardDto;
  readonly target?: UserCardDto;
}

const PAGE = 50;

/** What fits the search at the moment of each reading. Call it where `inject` works. */
export function auditList(search: Signal<string>): Paged<AuditRow> {
  const api = inject(Api);
  return paged(async (cursor) => {
    const q = search();
    const page = await api.invoke(adminListAudit, { limit: PAGE, ...(q && { q }), ...(cursor && { cursor }) });
    const people = new Map(page.people.map((person) => [person.id, person]));
    const items = page.items.map((entry): AuditRow => {
      const [actor, target] = [people.get(entry.actor ?? ''), people.get(entry.target)];
      return { entry, ...(actor && { actor }), ...(target && { target }) };
    });
    return { items, nextCursor: page.nextCursor };
  });
}
