import type { DraftFile } from '../uploads/outgoing-file';
import { attachmentIdsOf, type DraftText, isSame, type KeptDraft, withFiles } from './draft-text';

/** As many as a save may name. */
const MOST_KNOWN = 100;

/**
 * The draft with the files that the server has in it, merged with its own: what either side added is in it, what either took
 * out is not. The server does the same with a save (`src/drafts/draft-writing.ts`), so that both come to the same.
 */
export function mergedWith(here: KeptDraft, theirs: readonly DraftFile[]): KeptDraft {
  const { text, knownFiles = [] } = here;
  const { files: mine = [] } = text;
  const [known, ids, myIds] = [new Set(knownFiles), new Set(idsOf(theirs)), new Set(attachmentIdsOf(text))];
  const left = mine.filter(({ attachmentId }) => !known.has(attachmentId) || ids.has(attachmentId));
  const added = theirs.filter(({ attachmentId }) => !known.has(attachmentId) && !myIds.has(attachmentId));
  const merged = withFiles(text, [...left, ...added]);
  return { ...here, text: isSame(merged, text) ? text : merged, knownFiles: union(knownFiles, ids) };
}

/** What is known of its files once this is written in its place: what came is none of them, what went is. */
export function knownAfter(here: KeptDraft | undefined, text: DraftText): readonly string[] {
  const { knownFiles = [], text: before } = here ?? {};
  const [had, has] = [new Set(before && attachmentIdsOf(before)), new Set(attachmentIdsOf(text))];
  const known = knownFiles.filter((id) => had.has(id) || !has.has(id));
  return union(
    known,
    [...had].filter((id) => !has.has(id)),
  );
}

/** The ids of these files. */
export function idsOf(files: readonly DraftFile[]): string[] {
  return files.map(({ attachmentId }) => attachmentId);
}

function union(ids: readonly string[], others: Iterable<string>): string[] {
  return [...new Set([...ids, ...others])].slice(-MOST_KNOWN);
}
