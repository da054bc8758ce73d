import type { FieldErrorDto } from '../../api/models/field-error-dto';
import { isolated } from '../../core/isolated';
import { listed, t } from '../../core/words/words';

/** So many are named; the others are counted. */
const MOST_NAMED = 3;

/** A file that the server does not take: it was sent elsewhere, or is not there any more. */
export interface LostFile<File> {
  readonly file: File;
  readonly isSent: boolean;
}

/** Those of these files that the server did not take, as its answer names them by their places. */
export function lostFiles<File>(files: readonly File[], errors: readonly FieldErrorDto[]): LostFile<File>[] {
  return errors.flatMap(({ pointer, code }) => {
    const [, place] = /^\/attachmentIds\/(\d+)$/.exec(pointer) ?? [];
    const file = place === undefined ? undefined : files[Number(place)];
    return file === undefined ? [] : [{ file, isSent: code === 'attachment_in_use' }];
  });
}

/** What happened to these, in one sentence. */
export function lostWords(names: readonly string[], isSent: boolean): string {
  const [first = ''] = names;
  if (names.length === 1) return t(isSent ? 'draft.fileSent' : 'draft.fileGone', { name: isolated(first) });
  const named = names.slice(0, names.length > MOST_NAMED + 1 ? MOST_NAMED : names.length).map(isolated);
  const others = names.length - named.length;
  const all = listed(others > 0 ? [...named, t('draft.otherFiles', { count: others })] : named);
  return t(isSent ? 'draft.filesSent' : 'draft.filesGone', { names: all });
}
