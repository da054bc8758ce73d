import type { SubjectStateDto } from './dto/subject.dto.js';

/** What everybody is told of a subject. */
export function toSubjectState({
  id,
  title,
  resolvedAt,
  mergedInto,
}: Omit<SubjectStateDto, 'resolvedAt'> & { readonly resolvedAt: Date | null }): SubjectStateDto {
  return { id, title, resolvedAt: resolvedAt?.toISOString() ?? null, mergedInto };
}
