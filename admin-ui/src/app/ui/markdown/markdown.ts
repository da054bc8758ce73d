import { Clipboard } from '@angular/cdk/clipboard';
import {
  ChangeDetectionStrategy,
  Component,
  effect,
  type ElementRef,
  inject,
  input,
  output,
  viewChild,
  ViewEncapsulation,
} from '@angular/core';
import { turnsDirection } from '../../core/isolated';
import { t } from '../../core/words/words';
import { Toasts } from '../toast.service';
import { addCopyButtons, codeToCopy } from './code-blocks';
import { become, CHARACTERS_AT_ONCE } from './gradually';
import { CodeHighlighter } from './highlighting/code-highlighter';
import { breakLongRuns } from './long-runs';
import { type Mentions, showMentions } from './mention-chips';
import { MarkdownRenderer } from './markdown-renderer';
import { showOwnWords } from './own-words';

/** About two screens of a phone stand there at once, whatever follows. */
export const CHARACTERS_AT_FIRST = 3_200;

/**
 * Text with Markdown in it; plain text until the parser is there. What is very
 * long comes a part with each frame, so that laying it out holds nothing up.
 */
@Component({
  selector: 'app-markdown',
  changeDetection: ChangeDetectionStrategy.OnPush,
  encapsulation: ViewEncapsulation.None,
  host: { dir: 'auto', '(click)': 'choose($event)', '(keydown)': 'chooseByKey($event)' },
  template: '<div #place class="md"></div>',
  styleUrl: './markdown.css',
})
export class Markdown {
  readonly source = input.required<string>();
  readonly mentions = input<Mentions>();
  /** What notifies me like a mention. */
  readonly words = input<readonly string[]>([]);
  /** Blocks of code have a button that copies them. */
  readonly copies = input(false);
  /** Somebody wants to see whom a name means. */
  readonly mentioned = output<string>();
  /** Somebody wants to see which team a name means. */
  readonly teamMentioned = output<string>();

  private readonly renderer = inject(MarkdownRenderer);
  private readonly highlighter = inject(CodeHighlighter);
  private readonly clipboard = inject(Clipboard);
  private readonly toasts = inject(Toasts);
  private readonly place = viewChild.required<ElementRef<HTMLElement>>('place');

  constructor() {
    effect((onCleanup) => {
      const rendered = this.renderer.content(this.source());
      const place = this.place().nativeElement;
      place.classList.toggle('plain', !rendered);
      const content = rendered ?? asTyped(this.source());
      this.highlighter.highlight(content);
      const mentions = this.mentions();
      if (mentions) showMentions(content, mentions);
      showOwnWords(content, this.words());
      if (this.copies()) addCopyButtons(content, t('action.copy'));
      onCleanup(show(place, content));
    });
  }

  protected choose(event: Event): void {
    const code = codeToCopy(event);
    if (code !== undefined) return this.copy(code);
    const { target } = event;
    const { user, team } = (target instanceof HTMLElement && target.closest<HTMLElement>('.mention')?.dataset) || {};
    if (user !== undefined) this.mentioned.emit(user);
    if (team !== undefined) this.teamMentioned.emit(team);
  }

  private copy(code: string): void {
    if (this.clipboard.copy(code)) this.toasts.show({ text: t('action.copied') });
    else this.toasts.showError(t('action.notCopied'));
  }

  protected chooseByKey(event: KeyboardEvent): void {
    const isMention = event.target instanceof HTMLElement && event.target.matches('.mention');
    if (!isMention || !(event.key === 'Enter' || event.key === ' ')) return;
    event.preventDefault();
    this.choose(event);
  }
}

/** Begins to show the content, and goes on by itself; answers how to stop that. */
function show(place: HTMLElement, content: DocumentFragment): () => void {
  const pieces = become(place, content);
  let frame: number | undefined;
  const goOn = (): void => {
    let characters = 0;
    while (characters < CHARACTERS_AT_ONCE || (place.textContent ?? '').length < CHARACTERS_AT_FIRST) {
      const { done, value } = pieces.next();
      if (done) return;
      characters += value;
    }
    frame = requestAnimationFrame(goOn);
  };
  goOn();
  return () => frame !== undefined && cancelAnimationFrame(frame);
}

function asTyped(source: string): DocumentFragment {
  const content = document.createDocumentFragment();
  for (const part of breakLongRuns(source)) {
    const span = document.createElement('span');
    span.append(part);
    span.classList.toggle('turned', turnsDirection(part));
    content.append(span, document.createElement('wbr'));
  }
  return content;
}
