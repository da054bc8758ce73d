import { Injectable } from '@nestjs/common';
import type { AuditFilter } from '../../audit/audit-filter.js';
import { type AuditRecord, AuditTrail } from '../../audit/audit-trail.js';
import { UnitOfWork } from '../../core/database/unit-of-work.js';
import type { ClientInfo } from '../../core/http/client-info.js';
import type { Principal } from '../../core/security/principal.js';
import { BYTE_ORDER_MARK, csvLine } from '../../core/http/csv.js';
import { OngoingRights } from '../ongoing-rights.js';
import { AuditLog } from './audit-log.service.js';
import { AuditPermission } from './audit.permissions.js';
import { shapeOf } from './audit-shape.js';
import type { ExportAuditQuery, ExportFormat } from './dto/audit.dto.js';

/** Read and written at once: the memory of an export, however long it is. */
const AT_ONCE = 1_000;

const COLUMNS = [
  ...(['id', 'at', 'actor', 'actorName', 'action', 'targetType', 'target', 'targetName', 'outcome'] as const),
  ...(['before', 'after', 'ip', 'userAgent', 'requestId', 'position', 'hash'] as const),
];

/** Writes what fits a filter into a file, page by page, while it is sent. */
@Injectable()
export class AuditExport {
  constructor(
    private readonly log: AuditLog,
    private readonly trail: AuditTrail,
    private readonly rights: OngoingRights,
    private readonly work: UnitOfWork,
  ) {}

  /** Puts the export on record, then answers its text bit by bit, without what was recorded later; throws what a search throws. */
  async begin(
    principal: Principal,
    { format, ...query }: ExportAuditQuery,
    client: ClientInfo,
  ): Promise<AsyncIterable<string>> {
    const filter = await this.log.filterOf(query);
    const { userId } = principal;
    const newest = await this.trail.page(filter, AT_ONCE);
    await this.work.run((tx) =>
      this.trail.record(tx, {
        actorId: userId,
        action: 'audit.exported',
        targetType: 'audit',
        targetId: format,
        after: { ...query },
        ...client,
      }),
    );
    return this.write(userId, filter, format, newest);
  }

  private async *write(
    userId: string,
    filter: AuditFilter,
    format: ExportFormat,
    newest: readonly AuditRecord[],
  ): AsyncIterable<string> {
    if (format === 'csv') yield BYTE_ORDER_MARK + csvLine(COLUMNS);
    for (let page = newest; ;) {
      yield await this.textOf(page, format);
      if (page.length < AT_ONCE) return;
      // A long export ends with the right to it, in the middle.
      await this.rights.require(userId, AuditPermission.Export);
      page = await this.trail.page(filter, AT_ONCE, page.at(-1));
    }
  }

  private async textOf(page: readonly AuditRecord[], format: ExportFormat): Promise<string> {
    const people = await this.log.peopleOf(page);
    const nameOf = (id: string | null) => (id === null ? null : (people.get(id)?.username ?? null));
    const rows = page.map((entry) => ({
      ...shapeOf(entry),
      actorName: nameOf(entry.actorId),
      targetName: nameOf(entry.targetId),
    }));
    return rows.map((row) => (format === 'csv' ? tableRowOf(row) : `${JSON.stringify(row)}\n`)).join('');
  }
}

function tableRowOf(row: Readonly<Record<(typeof COLUMNS)[number], string | number | object | Date | null>>): string {
  return csvLine(
    COLUMNS.map((column) => {
      const value = row[column];
      if (value instanceof Date) return value.toISOString();
      return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
    }),
  );
}
