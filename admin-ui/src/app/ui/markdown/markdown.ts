import { ChangeDetectionStrategy, Component, computed, inject, input, ViewEncapsulation } from '@angular/core';
import { breakLongRuns } from './long-runs';
import { MarkdownRenderer } from './markdown-renderer';

/** Text with Markdown in it; plain text until the parser is there. */
@Component({
  selector: 'app-markdown',
  changeDetection: ChangeDetectionStrategy.OnPush,
  encapsulation: ViewEncapsulation.None,
  host: { dir: 'auto' },
  template: `
    @if (html(); as html) {
      <div class="md" [innerHTML]="html"></div>
    } @else {
      <div class="md plain">
        @for (part of parts(); track $index) {
          <span>{{ part }}</span>
          <wbr />
        }
      </div>
    }
  `,
  styleUrl: './markdown.css',
})
export class Markdown {
  readonly source = input.required<string>();

  private readonly renderer = inject(MarkdownRenderer);
  protected readonly html = computed(() => this.renderer.html(this.source()));
  protected readonly parts = computed(() => breakLongRuns(this.source()));
}
