import { effect, inject, Injectable, signal } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { type RouterStateSnapshot, TitleStrategy } from '@angular/router';
import { ServerMeta } from './server-meta';
import { UnreadTotal } from './unread-title';
import { isolated } from './isolated';
import type { PlainKey } from './words/catalogue';
import { t } from './words/words';

/** The title of the tab: `(3) Page — Organisation`. Routes name the page by the key of its text; a page that knows better says so with `name()`. */
@Injectable({ providedIn: 'root' })
export class PageTitle extends TitleStrategy {
  private readonly title = inject(Title);
  private readonly unread = inject(UnreadTotal);
  private readonly server = inject(ServerMeta);
  private readonly page = signal<{ readonly key?: PlainKey; readonly name?: string }>({});

  constructor() {
    super();
    effect(() => this.title.setTitle(titleFor(this.pageName(), this.unread.unreadTotal(), this.server.organisation())));
  }

  override updateTitle(snapshot: RouterStateSnapshot): void {
    const key = this.buildTitle(snapshot) as PlainKey | undefined;
    this.page.set(key === undefined ? {} : { key });
  }

  /** Names the page until the next navigation, such as after the open conversation. */
  name(page: string): void {
    this.page.set({ name: isolated(page) });
  }

  private pageName(): string {
    const { key, name = '' } = this.page();
    return key === undefined ? name : t(key);
  }
}

/** The title of a route: the key of a text. */
export function titled(key: PlainKey): string {
  return key;
}

/** What the tab says. */
export function titleFor(page: string, unread: number, organisation = 'Parley'): string {
  const name = page ? `${page} — ${organisation}` : organisation;
  return unread > 0 ? `(${unread}) ${name}` : name;
}
