import { Injectable, signal } from '@angular/core';

/** So many rendered messages are kept. */
const CACHE_SIZE = 500;

type Render = (source: string) => DocumentFragment | undefined;

/** Renders each text once, as long as it is among those rendered last. The parser comes as its own chunk. */
@Injectable({ providedIn: 'root' })
export class MarkdownRenderer {
  private readonly cache = new Map<string, DocumentFragment | undefined>();
  private readonly loaded = signal<Render | undefined>(undefined);
  private isLoading = false;

  /** Nodes of the caller's own; undefined for what is shown as it was typed, and until the parser is there: reading it again then gives them. */
  content(source: string): DocumentFragment | undefined {
    if (this.cache.has(source)) return copyOf(this.cache.get(source));
    const render = this.loaded();
    if (!render) {
      this.load();
      return undefined;
    }
    const content = render(source);
    this.keep(source, content);
    return copyOf(content);
  }

  /** Has the parser at hand before it is needed: what is drawn need not be drawn again when it comes. */
  prepare(): void {
    if (!this.loaded()) this.load();
  }

  private load(): void {
    if (this.isLoading) return;
    this.isLoading = true;
    import('./render-markdown').then(
      ({ renderMarkdown }) => this.loaded.set(renderMarkdown),
      // Offline: the plain text stays; the next message asks again, where a browser does not remember that it failed.
      () => (this.isLoading = false),
    );
  }

  private keep(source: string, content: DocumentFragment | undefined): void {
    this.cache.set(source, content);
    if (this.cache.size <= CACHE_SIZE) return;
    const [oldest] = this.cache.keys();
    if (oldest !== undefined) this.cache.delete(oldest);
  }
}

function copyOf(content: DocumentFragment | undefined): DocumentFragment | undefined {
  return content && document.importNode(content, true);
}
