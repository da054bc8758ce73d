import { afterNextRender, Directive, effect, ElementRef, inject, input } from '@angular/core';
import type { AngularVirtualizer } from '@tanstack/angular-virtual';

/** A row that tells the log its height, now and whenever it changes. */
@Directive({ selector: '[appMeasured]' })
export class Measured {
  readonly appMeasured = input.required<AngularVirtualizer<HTMLElement, HTMLElement>>();
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  constructor() {
    afterNextRender({ read: () => this.appMeasured().measureElement(this.element) });
    // The virtualizer watches it from then on; a row that is gone must be let go.
    effect((onCleanup) => {
      const virtualizer = this.appMeasured();
      onCleanup(() => queueMicrotask(() => virtualizer.measureElement(null)));
    });
  }
}
