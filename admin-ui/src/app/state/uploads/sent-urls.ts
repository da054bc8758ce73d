/** So many at most. */
const MOST_SHOWN = 40;

/** Where the bytes of files are that were sent from here: they are shown from here until the page ends, so that nothing flickers. */
export class SentUrls {
  private readonly urls = new Map<string, string>();

  of(attachmentId: string): string | undefined {
    return this.urls.get(attachmentId);
  }

  add(attachmentId: string, url: string): void {
    this.urls.set(attachmentId, url);
    const [[oldest, oldestUrl] = []] = this.urls;
    if (this.urls.size <= MOST_SHOWN || oldest === undefined || oldestUrl === undefined) return;
    this.urls.delete(oldest);
    URL.revokeObjectURL(oldestUrl);
  }
}
