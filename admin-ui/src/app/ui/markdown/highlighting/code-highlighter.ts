import { Injectable, signal } from '@angular/core';

/** Longer code stays as it is: colouring it would hold up the page. */
export const MOST_HIGHLIGHTED = 10_000;

type Highlight = (code: string, language: string) => string | undefined;

/** Colours blocks of code that say in which language they are. The grammars come with the first such block. */
@Injectable({ providedIn: 'root' })
export class CodeHighlighter {
  private readonly loaded = signal<Highlight | undefined>(undefined);
  private isLoading = false;

  /** In place, once the grammars are there; called where that is followed, it is called again then. */
  highlight(content: DocumentFragment): void {
    const blocks = [...content.querySelectorAll('pre')].flatMap((pre) => {
      const language = pre.querySelector('.lang')?.textContent.trim().split(/\s/)[0];
      const code = pre.querySelector('code');
      return language && code && code.textContent.length <= MOST_HIGHLIGHTED ? [{ language, code }] : [];
    });
    if (blocks.length === 0) return;
    const highlight = this.loaded();
    if (!highlight) return this.load();
    for (const { language, code } of blocks) {
      const html = highlight(code.textContent, language);
      if (html !== undefined) code.innerHTML = html;
    }
  }

  private load(): void {
    if (this.isLoading) return;
    this.isLoading = true;
    import('./languages').then(
      ({ highlighted }) => this.loaded.set(highlighted),
      // Offline: the code is there; the next block asks again, where a browser does not remember that it could not fetch it.
      () => (this.isLoading = false),
    );
  }
}
