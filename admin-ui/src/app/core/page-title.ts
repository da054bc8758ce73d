import { effect, inject, Injectable, signal } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { type RouterStateSnapshot, TitleStrategy } from '@angular/router';
import { ServerMeta } from './server-meta';
import { UnreadTotal } from './unread-title';
import { isolated } from './isolated';

/** The title of the tab: `(3) Page — Organisation`. Routes name the page; a page that knows better says so with `name()`. */
@Injectable({ providedIn: 'root' })
export class PageTitle extends TitleStrategy {
  private readonly title = inject(Title);
  private readonly unread = inject(UnreadTotal);
  private readonly server = inject(ServerMeta);
  private readonly page = signal('');

  constructor() {
    super();
    effect(() => this.title.setTitle(titleFor(this.page(), this.unread.unreadTotal(), this.server.organisation())));
  }

  override updateTitle(snapshot: RouterStateSnapshot): void {
    this.page.set(this.buildTitle(snapshot) ?? '');
  }

  /** Names the page until the next navigation, such as after the open conversation. */
  name(page: string): void {
    this.page.set(isolated(page));
  }
}

/** What the tab says. */
export function titleFor(page: string, unread: number, organisation = 'Parley'): string {
  const name = page ? `${page} — ${organisation}` : organisation;
  return unread > 0 ? `(${unread}) ${name}` : name;
}
