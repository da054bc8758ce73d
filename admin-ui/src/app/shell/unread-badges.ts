import { DOCUMENT, effect, inject, Injectable } from '@angular/core';
import { UnreadTotal } from '../core/unread-title';

const ICON = 'link[rel="icon"]';
/** What has room on the icon of a tab. */
const MOST_SHOWN = 9;

/** As much of a browser as has a badge on the icon of an installed app. */
interface Badging {
  setAppBadge?(count: number): Promise<void>;
  clearAppBadge?(): Promise<void>;
}

/** Shows how much waits for me on the icon of the tab, and of the app where it is installed. Injecting it is enough. */
@Injectable({ providedIn: 'root' })
export class UnreadBadges {
  private readonly document = inject(DOCUMENT);
  private readonly icon = this.document.querySelector<HTMLLinkElement>(ICON);
  private readonly plain = this.icon?.href;
  private drawing: Promise<string> | undefined;

  constructor() {
    const unread = inject(UnreadTotal).unreadTotal;
    effect(() => {
      const count = unread();
      void this.badge(count);
      void this.draw(count, () => count === unread());
    });
  }

  /** Browsers refuse it where the app is not installed. */
  private async badge(count: number): Promise<void> {
    const badging = this.document.defaultView?.navigator as Badging | undefined;
    try {
      await (count > 0 ? badging?.setAppBadge?.(count) : badging?.clearAppBadge?.());
    } catch {
      // There is no icon to put it on.
    }
  }

  private async draw(count: number, isStillSo: () => boolean): Promise<void> {
    const { icon, plain } = this;
    if (!icon || !plain) return;
    if (count === 0) return void (icon.href = plain);
    try {
      const drawing = await (this.drawing ??= fetch(plain).then((answer) => answer.text()));
      if (isStillSo()) icon.href = `data:image/svg+xml,${encodeURIComponent(badged(drawing, count))}`;
    } catch {
      this.drawing = undefined;
    }
  }
}

/** The drawing with a number in its corner. */
export function badged(drawing: string, count: number): string {
  const text = count > MOST_SHOWN ? `${MOST_SHOWN}+` : String(count);
  const badge = `<circle cx="25" cy="25" r="11" fill="#ba1a1a" stroke="#fff" stroke-width="1.5"/><text x="25" y="25" dy="0.36em" text-anchor="middle" fill="#fff" font-family="sans-serif" font-weight="700" font-size="${text.length > 1 ? 12 : 16}">${text}</text>`;
  return drawing.replace(/<\/svg>\s*$/, `${badge}</svg>`);
}
