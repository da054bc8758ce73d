import { inject, Injectable, signal } from '@angular/core';
import { DomSanitizer, type SafeHtml } from '@angular/platform-browser';

/** So many rendered messages are kept. */
const CACHE_SIZE = 500;

type Render = (source: string) => string | undefined;

/** Renders Markdown once per key. The parser comes as its own chunk, after the first paint. */
@Injectable({ providedIn: 'root' })
export class MarkdownRenderer {
  private readonly sanitizer = inject(DomSanitizer);
  private readonly cache = new Map<string, SafeHtml | undefined>();
  private readonly loaded = signal<Render | undefined>(undefined);
  private isLoading = false;

  /** Undefined for what is shown as it was typed, and until the parser is there; reading it again then gives the HTML. */
  html(source: string, key: string | undefined): SafeHtml | undefined {
    if (key !== undefined && this.cache.has(key)) return this.cache.get(key);
    const render = this.loaded();
    if (!render) {
      this.load();
      return undefined;
    }
    // `renderMarkdown` has sanitised it; Angular's own sanitiser would take `target` away.
    const rendered = render(source);
    const html = rendered === undefined ? undefined : this.sanitizer.bypassSecurityTrustHtml(rendered);
    if (key !== undefined) this.keep(key, html);
    return html;
  }

  private load(): void {
    if (this.isLoading) return;
    this.isLoading = true;
    import('./render-markdown').then(
      ({ renderMarkdown }) => this.loaded.set(renderMarkdown),
      // Offline: the plain text stays, and the next message tries again.
      () => (this.isLoading = false),
    );
  }

  private keep(key: string, html: SafeHtml | undefined): void {
    this.cache.set(key, html);
    if (this.cache.size <= CACHE_SIZE) return;
    const [oldest] = this.cache.keys();
    if (oldest !== undefined) this.cache.delete(oldest);
  }
}
