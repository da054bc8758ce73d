import { defineChoice } from '../../core/organisation/define-setting.js';
import { isPicture, isShownInline } from './file-kind.js';

/** Which files may be uploaded. */
const UPLOAD_KINDS = ['all', 'noPrograms', 'mediaAndDocuments', 'pictures'] as const;
export type UploadKinds = (typeof UPLOAD_KINDS)[number];

export const ALLOWED_UPLOADS = defineChoice({
  key: 'uploadKinds',
  group: 'files',
  name: 'UploadKinds',
  words: UPLOAD_KINDS,
  fallback: 'all',
  description:
    'Which files people may upload: all, all but programs, pictures with sound, film and documents, or pictures alone. What was uploaded before stays.',
  isTold: true,
});

/** How programs begin: Windows, Linux, macOS, scripts with their interpreter, Java classes, and packages of Android. */
const PROGRAM = /^(?:MZ|\x7fELF|[\xfe\xcf\xce]\xfa\xed\xfe|\xfe\xed\xfa[\xce\xcf]|\xca\xfe\xba\xbe|#!|dex\n)/;
const PROGRAM_NAME =
  /\.(?:apk|app|bat|cmd|com|cpl|dll|dmg|exe|hta|jar|js|jse|lnk|msi|msp|pif|pkg|ps1|scr|sh|vb|vbe|vbs|wsf)$/i;
const DOCUMENT_NAME = /\.(?:csv|docx?|md|od[pst]|pdf|pptx?|rtf|txt|xlsx?)$/i;

/** What is looked at of a file. */
export interface JudgedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly head: Buffer;
}

/** By how the file begins, and by its name as far as that says more. */
export function isAllowedUpload(kinds: UploadKinds, file: JudgedFile): boolean {
  if (kinds === 'all') return true;
  if (kinds === 'pictures') return isPicture(file.mediaType);
  if (isProgram(file)) return false;
  return kinds === 'noPrograms' || isShownInline(file.mediaType) || DOCUMENT_NAME.test(file.name.trim());
}

function isProgram({ name, head }: JudgedFile): boolean {
  return PROGRAM.test(head.toString('latin1')) || PROGRAM_NAME.test(name.trim());
}
