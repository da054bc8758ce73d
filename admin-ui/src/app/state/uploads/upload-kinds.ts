import type { UploadKinds } from '../../api/models/upload-kinds';
import { bytesText } from '../../core/bytes-text';
import type { PlainKey } from '../../core/words/catalogue';
import { t } from '../../core/words/words';

const PROGRAM_NAME =
  /\.(?:apk|app|bat|cmd|com|cpl|dll|dmg|exe|hta|jar|js|jse|lnk|msi|msp|pif|pkg|ps1|scr|sh|vb|vbe|vbs|wsf)$/i;
const DOCUMENT_NAME = /\.(?:csv|docx?|md|od[pst]|pdf|pptx?|rtf|txt|xlsx?)$/i;
const MEDIA = /^(?:image|audio|video)\//;

/** Why the organisation will not take a file, by its name and type; undefined where it may. The server looks at the bytes. */
export function refusalByKind(
  kinds: UploadKinds | undefined,
  { name, type }: Pick<File, 'name' | 'type'>,
): PlainKey | undefined {
  if (kinds === 'pictures') return type.startsWith('image/') ? undefined : 'files.picturesOnly';
  if (kinds === 'noPrograms') return PROGRAM_NAME.test(name) ? 'files.noPrograms' : undefined;
  if (kinds !== 'mediaAndDocuments') return undefined;
  return MEDIA.test(type) || DOCUMENT_NAME.test(name) ? undefined : 'files.mediaAndDocumentsOnly';
}

/** Why a file is not sent to the server; undefined where it is. */
export function refusalOf(file: File, mostBytes: number, kinds: UploadKinds | undefined): string | undefined {
  if (file.size === 0) return t('problem.file_empty');
  if (file.size > mostBytes) return t('files.tooLarge', { size: bytesText(mostBytes) });
  const refusal = refusalByKind(kinds, file);
  return refusal && t(refusal);
}
