import { computed, DOCUMENT, inject, Injectable, Injector } from '@angular/core';
import { Router } from '@angular/router';
import { ComposeLauncher } from '../compose/compose-launcher';
import { Session } from '../core/session';
import { consolePagesOf, mayAdminister } from '../core/staff';
import { Words } from '../core/words/loading';
import { AppDialogs } from '../ui/dialogs';
import type { Command, CommandsAtHand } from './command';
import type { MessengerActs } from './messenger-acts';
import { ADMIN_PLACE, PLACES, SCHEDULED_PLACE } from './places';

/** Where one searches on a page. */
const SEARCH = 'main input[type=search], .list input[type=search], [role=main] input[type=search]';

/** Every command of the app: the one list that keys, palette and the sheet of keys are made from. */
@Injectable({ providedIn: 'root' })
export class Commands {
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  private readonly compose = inject(ComposeLauncher);
  private readonly dialogs = inject(AppDialogs);
  private readonly words = inject(Words);
  private readonly injector = inject(Injector);
  private readonly document = inject(DOCUMENT);

  /** What was typed for the palette or a search until its field has the focus; undefined when neither is coming. */
  typedAhead: string | undefined;

  /** Those that I may use. */
  readonly all = computed((): readonly Command[] => {
    const mine = [...PLACES, SCHEDULED_PLACE];
    const places = mayAdminister(this.session.me()) ? [...mine, ADMIN_PLACE] : mine;
    return [
      { label: 'action.newMessage', icon: 'edit', keys: 'c', run: () => this.compose.open() },
      ...places.map(({ path, label, icon, key }) => ({ label, icon, keys: `g ${key}`, run: () => this.goTo(path) })),
      ...consolePagesOf(this.session.me()).map(({ path, label, icon }) => ({
        label,
        icon,
        run: () => this.goTo(`/admin/${path}`),
      })),
      { label: 'page.search', icon: 'search', keys: 'Mod+Shift+F', run: () => this.searchMessages() },
      { label: 'groups.find', icon: 'users', run: () => this.goTo('/groups') },
      { label: 'chats.markAllRead', icon: 'check-double', run: () => this.inMessenger((acts) => acts.markAllRead()) },
      { label: 'page.settings', icon: 'settings', keys: 'Mod+,', run: () => this.goTo('/settings') },
      { label: 'shell.keys', icon: 'key', keys: '?', run: () => this.showKeys() },
      { label: 'shell.signOut', icon: 'sign-out', run: () => this.session.signOut() },
      { label: 'command.palette', icon: 'search', keys: 'Mod+K', isHidden: true, run: () => this.showPalette() },
      { label: 'command.search', icon: 'search', keys: '/', isHidden: true, run: () => this.search() },
      ...([-1, 1] as const).flatMap((by): Command[] => {
        const arrow = by < 0 ? 'ArrowUp' : 'ArrowDown';
        const step = (filter: 'active' | 'unread') => () => this.inMessenger((acts) => acts.step(by, filter));
        const hidden = { icon: 'chat', isHidden: true } as const;
        return [
          {
            ...hidden,
            label: by < 0 ? 'command.previousChat' : 'command.nextChat',
            keys: `Alt+${arrow}`,
            run: step('active'),
          },
          {
            ...hidden,
            label: by < 0 ? 'command.previousUnread' : 'command.nextUnread',
            keys: `Alt+Shift+${arrow}`,
            run: step('unread'),
          },
        ];
      }),
    ];
  });

  private readonly atHand: CommandsAtHand = {
    commands: this.all,
    takeTyped: () => {
      const { typedAhead = '' } = this;
      this.typedAhead = undefined;
      return typedAhead;
    },
  };

  private async showPalette(): Promise<void> {
    this.typedAhead = '';
    try {
      const [{ Palette }] = await Promise.all([
        import('./palette/palette'),
        this.words.load('keys', 'groups', 'messenger'),
      ]);
      this.dialogs.open(Palette, { data: this.atHand, width: 560 });
    } catch (error) {
      this.typedAhead = undefined;
      throw error;
    }
  }

  /** The sheet of all keys. */
  async showKeys(): Promise<void> {
    const [{ KeySheet }] = await Promise.all([import('./key-sheet'), this.words.load('keys', 'messenger')]);
    this.dialogs.open(KeySheet, { data: this.atHand, width: 720, reads: true });
  }

  private async inMessenger(act: (acts: MessengerActs) => unknown): Promise<void> {
    const [file] = await Promise.all([import('./messenger-acts'), this.words.load('messenger')]);
    await act(this.injector.get(file.MessengerActs));
  }

  private goTo(path: string): Promise<boolean> {
    return this.router.navigateByUrl(path);
  }

  /** On the page for it; who is there goes on with what is searched for. */
  private async searchMessages(): Promise<void> {
    if (/^\/search\b/.test(this.router.url)) return this.search();
    this.typedAhead = '';
    await this.goTo('/search').catch(() => false);
    const q = this.atHand.takeTyped();
    if (q !== '') await this.router.navigate(['/search'], { queryParams: { q }, replaceUrl: true });
  }

  /** On this page, else among the chats. */
  private async search(): Promise<void> {
    if (!this.document.querySelector(SEARCH)) await this.goTo('/chats');
    this.document.querySelector<HTMLElement>(SEARCH)?.focus();
  }
}
