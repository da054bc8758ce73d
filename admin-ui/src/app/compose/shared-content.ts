/** What another app shared with this one, as a message has it. */
export interface SharedContent {
  readonly subject: string;
  readonly body: string;
  readonly files: readonly File[];
}

/** Where public/share-worker.js leaves it. */
const SHARED = { cache: 'parley.shared', key: '/compose' };
/** As long as a subject may be. */
const SUBJECT_LENGTH = 200;

/** What was shared last, once; undefined where nothing was. */
export async function takeSharedContent(): Promise<SharedContent | undefined> {
  try {
    const kept = await caches.open(SHARED.cache);
    const found = await kept.match(SHARED.key);
    if (!found) return undefined;
    await kept.delete(SHARED.key);
    return contentOf(await found.formData());
  } catch {
    // The browser has no such storage here: then nothing can be shared with the app either.
    return undefined;
  }
}

/** Apps put an address into the text, into its own field, or into both. */
export function contentOf(form: FormData): SharedContent | undefined {
  const [title, text, url] = ['title', 'text', 'url'].map((name) => textIn(form, name));
  const files = form.getAll('files').filter((one): one is File => one instanceof File && one.size > 0);
  const parts = [text, text?.includes(url ?? '') ? '' : url].filter((part) => part);
  const subject = [...(title ?? '')].slice(0, SUBJECT_LENGTH).join('');
  const body = parts.join('\n');
  return subject || body || files.length > 0 ? { subject, body, files } : undefined;
}

function textIn(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}
