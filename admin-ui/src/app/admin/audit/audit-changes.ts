import type { AuditEntryDto } from '../../api/models/audit-entry-dto';

/** One thing that an act changed, or that there is to know of it. */
export interface AuditChange {
  readonly field: string;
  /** Absent where nothing was. */
  readonly before?: string;
  readonly after?: string;
}

/** What an act changed, field by field; where nothing was before, what there is to know. */
export function changesOf({ before, after }: Pick<AuditEntryDto, 'before' | 'after'>): AuditChange[] {
  const fields = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...fields].map((field) => ({
    field,
    ...(before && field in before && { before: written(before[field]) }),
    ...(after && field in after && { after: written(after[field]) }),
  }));
}

function written(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
