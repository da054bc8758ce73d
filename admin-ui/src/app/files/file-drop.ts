import { Directive, output, signal } from '@angular/core';

/** Takes files that are dropped anywhere on what it stands on; nothing else is its business. */
@Directive({
  selector: '[appFileDrop]',
  exportAs: 'appFileDrop',
  host: {
    '(dragenter)': 'enter($event)',
    '(dragover)': 'allow($event)',
    '(dragleave)': 'leave($event)',
    '(drop)': 'take($event)',
  },
})
export class FileDrop {
  readonly dropped = output<readonly File[]>();
  private readonly over = signal(false);
  /** Whether files are held over it. */
  readonly isOver = this.over.asReadonly();
  /** Each element below is entered and left by itself. */
  private depth = 0;

  protected enter(event: DragEvent): void {
    if (!hasFiles(event)) return;
    event.preventDefault();
    this.depth++;
    this.over.set(true);
  }

  protected allow(event: DragEvent): void {
    if (!hasFiles(event)) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
  }

  protected leave(event: DragEvent): void {
    if (!hasFiles(event)) return;
    this.depth--;
    if (this.depth <= 0) this.end();
  }

  protected take(event: DragEvent): void {
    if (!hasFiles(event)) return;
    event.preventDefault();
    this.end();
    this.dropped.emit([...(event.dataTransfer?.files ?? [])]);
  }

  private end(): void {
    this.depth = 0;
    this.over.set(false);
  }
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') === true;
}
