import { Directive, ElementRef, inject } from '@angular/core';

/** A row of tabs, of which one can be reached by Tab: arrows along the line, Home and End lead to another and show what it shows. */
@Directive({ selector: '[role=tablist]', host: { '(keydown)': 'move($event)' } })
export class TabList {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  protected move(event: KeyboardEvent): void {
    const tabs = [...this.host.querySelectorAll<HTMLElement>('[role=tab]')];
    const at = tabs.findIndex((tab) => tab === event.target);
    const forwards = getComputedStyle(this.host).direction === 'rtl' ? -1 : 1;
    const to = {
      ArrowRight: (at + forwards + tabs.length) % tabs.length,
      ArrowLeft: (at - forwards + tabs.length) % tabs.length,
      Home: 0,
      End: tabs.length - 1,
    }[event.key];
    if (at < 0 || to === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    tabs[to]?.focus();
    tabs[to]?.click();
  }
}
