import { DestroyRef, Directive, ElementRef, inject, output } from '@angular/core';

/** As long as phones wait before they take a touch for one. */
const LONG_MS = 500;
/** A finger that goes further wants to scroll. */
const STILL_PX = 10;

/** A finger rests on it; not on something in it that has a press of its own, such as a link. */
@Directive({
  selector: '[appLongPress]',
  host: {
    '(pointerdown)': 'begin($event)',
    '(pointermove)': 'move($event)',
    '(pointerup)': 'end()',
    '(pointercancel)': 'end()',
    '(contextmenu)': 'keep($event)',
  },
})
export class LongPress {
  readonly appLongPress = output<void>();

  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private at = { x: 0, y: 0 };
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isTouch = false;

  constructor() {
    inject(DestroyRef).onDestroy(() => this.end());
  }

  protected begin({ pointerType, target, clientX: x, clientY: y }: PointerEvent): void {
    this.end();
    const own = (target as HTMLElement).closest('a, button, input, textarea');
    this.isTouch = pointerType === 'touch' && (own === null || own === this.host);
    if (!this.isTouch) return;
    this.at = { x, y };
    this.timer = setTimeout(() => {
      swallowRelease();
      this.appLongPress.emit();
    }, LONG_MS);
  }

  protected move({ clientX, clientY }: PointerEvent): void {
    if (Math.hypot(clientX - this.at.x, clientY - this.at.y) > STILL_PX) this.end();
  }

  protected end(): void {
    clearTimeout(this.timer);
  }

  /** The browser's own menu would cover ours. */
  protected keep(event: Event): void {
    if (this.isTouch) event.preventDefault();
  }
}

/** What lifting the finger would do: it would close again what the press opened. The next touch is one of its own. */
function swallowRelease(): void {
  const done = new AbortController();
  const swallow = (event: Event): void => {
    // What the program itself does goes through.
    if (!event.isTrusted) return;
    event.preventDefault();
    event.stopPropagation();
  };
  for (const type of ['touchend', 'mousedown', 'click', 'contextmenu'])
    document.addEventListener(type, swallow, { capture: true, signal: done.signal });
  document.addEventListener('pointerdown', () => done.abort(), { capture: true, signal: done.signal });
}
