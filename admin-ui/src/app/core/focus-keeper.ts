import { DOCUMENT, inject } from '@angular/core';

const HEADING = 'h1, h2, h3, h4';
/** Where Tab leads; what is kept from it, like a checkbox that lies over a row, has no keys of its own. */
const CONTROL = ':is(a[href], button, input, select, textarea, [tabindex="0"]):not([tabindex="-1"])';

/** An element on the way from the focus up to the page, and its place among its siblings. */
interface Step {
  readonly element: Element;
  readonly index: number;
}

/**
 * Keeps the focus where somebody works: when what holds it goes away, as a button does with the row it removes, the
 * focus goes to what is nearest, and never to the top of the document. A page that goes away is left to `PageFocus`.
 */
export function keepFocus(): void {
  const document = inject(DOCUMENT);
  const keeper = new FocusKeeper(document);
  document.addEventListener('focusin', ({ target }) => keeper.remember(target));
  // By then it is known whether somebody left it or it went away; other code has had its turn.
  document.addEventListener('focusout', () => setTimeout(() => keeper.forgetWhatWasLeft()));
  const changes = new MutationObserver(() => keeper.restoreSoon());
  changes.observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] });
}

class FocusKeeper {
  private path: readonly Step[] = [];
  /** The last outside dialogs and menus: what opened them may be gone when they close. */
  private pagePath: readonly Step[] = [];

  constructor(private readonly document: Document) {}

  remember(target: EventTarget | null): void {
    if (!(target instanceof Element)) return;
    this.path = pathFrom(target);
    if (!target.closest('.cdk-overlay-container')) this.pagePath = this.path;
  }

  forgetWhatWasLeft(): void {
    if (!this.isLost() || !isUsable(this.path[0]?.element)) return;
    this.path = [];
    this.pagePath = [];
  }

  restoreSoon(): void {
    const { path } = this;
    if (this.isLost()) setTimeout(() => this.path === path && this.restore());
  }

  private isLost(): boolean {
    const { activeElement, body } = this.document;
    return this.path.length > 0 && (activeElement === null || activeElement === body);
  }

  /** Where a dialog was opened from, such as a menu that closed meanwhile; a menu that closes may have been left. */
  private beneath(): Element | undefined {
    const opener = this.pagePath[0]?.element;
    if (!opener?.isConnected) return nearest(this.pagePath);
    const isDialog = this.path.some(({ element }) => element.matches('[role=dialog]'));
    return isDialog && isUsable(opener) ? opener : undefined;
  }

  private restore(): void {
    const last = this.path[0]?.element;
    // A button that waits for an answer gets it back with the answer.
    if (!this.isLost() || (last?.isConnected && !isUsable(last))) return;
    const next = isUsable(last) ? last : (nearest(this.path) ?? this.beneath());
    if (!(next instanceof HTMLElement)) return;
    if (next.matches(HEADING)) next.setAttribute('tabindex', '-1');
    // Whoever reads elsewhere meanwhile stays there: only the focus moves, never the page.
    next.focus({ preventScroll: true });
  }
}

function pathFrom(target: Element): readonly Step[] {
  const path: Step[] = [];
  for (let element: Element | null = target; element; element = element.parentElement)
    path.push({ element, index: element.parentElement ? [...element.parentElement.children].indexOf(element) : 0 });
  return path;
}

/** What comes next where the path ends, else what was before it; a heading for a heading. */
function nearest([lost, ...around]: readonly Step[]): Element | undefined {
  const selectors = lost?.element.matches(HEADING) ? [HEADING, CONTROL] : [CONTROL, HEADING];
  let below = lost;
  for (const step of around) {
    const { element } = step;
    const children = [...element.children];
    if (isBeyondPage(element, children)) return undefined;
    const place = below?.element.isConnected ? children.indexOf(below.element) : (below?.index ?? 0);
    below = step;
    if (!element.isConnected) continue;
    const inOrder = [...children.slice(Math.max(place, 0)), ...children.slice(0, Math.max(place, 0)).reverse()];
    for (const selector of selectors) {
      const found = inOrder.flatMap((child) => [child, ...child.querySelectorAll(selector)]);
      const next = found.find((candidate) => candidate.matches(selector) && isUsable(candidate));
      if (next) return next;
    }
  }
  return undefined;
}

/** Another page will be there, or it was the only thing in its layer. */
function isBeyondPage(element: Element, children: readonly Element[]): boolean {
  return (
    element.matches('body, .cdk-overlay-container') || children.some(({ localName }) => localName === 'router-outlet')
  );
}

function isUsable(element: Element | undefined): element is Element {
  if (!element?.isConnected || element.matches(':disabled')) return false;
  // Not every environment of the tests draws.
  return !('checkVisibility' in element) || element.checkVisibility();
}
