import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DOCUMENT,
  effect,
  type ElementRef,
  inject,
  input,
  linkedSignal,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { DirectoryUserDto } from '../../api/models/directory-user-dto';
import { ComposeLauncher } from '../../compose/compose-launcher';
import { numberText } from '../../core/number-text';
import { peopleMatching } from '../../state/people/people-matching';
import { Link } from '../../core/realtime/link';
import { Presence } from '../../core/presence/presence';
import { ScopedKeys } from '../../core/key-scope';
import { Session } from '../../core/session';
import { EmptyState } from '../../ui/empty-state';
import { ErrorState } from '../../ui/error-state';
import { FieldValue } from '../../ui/field-value';
import { Icon } from '../../ui/icon';
import type { IconName } from '../../ui/icon-shapes';
import { Skeleton } from '../../ui/skeleton';
import { TabList } from '../../ui/tab-list';
import { FirstSteps } from '../first-steps';
import { ConversationLists, type ConversationFilter } from '../../state/conversations/conversation-lists';
import { nameOf, otherOf } from '../../state/conversations/conversation-names';
import { DirectConversations } from '../../state/conversations/direct-conversations';
import { ConversationStore } from '../../state/conversations/conversation-store';
import { Freshness } from '../../state/sync/freshness';
import { briefly } from '../../core/times';
import type { PlainKey } from '../../core/words/catalogue';
import { ConversationActions } from '../conversation-actions';
import { CHAT_LIST_KEYS, CHAT_SEARCH_KEYS, OPENING_KEYS } from './chat-list-keys';
import { ConversationOption } from './conversation-option';
import { PersonOption } from './person-option';
import { foldedName } from '../../../../../src/users/folded-name.js';
import { around, t } from '../../core/words/words';

const TABS: readonly { readonly filter: ConversationFilter; readonly label: PlainKey; readonly icon?: IconName }[] = [
  { filter: 'active', label: 'chats.all' },
  { filter: 'unread', label: 'chats.unread' },
  { filter: 'mentions', label: 'chats.mentions', icon: 'at' },
  { filter: 'groups', label: 'chats.groups' },
  { filter: 'archived', label: 'chats.archive', icon: 'archive' },
];

/** The row that leads to the search of messages, which has no id. */
const MESSAGES = 'messages';

/** So many rows from the top have a dot; there must be room for what else is shown. */
const MOST_WATCHED = 120;

/** My conversations: all, unread, with mentions or archived; found by name, with the people of the directory below them. */
@Component({
  selector: 'app-conversation-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ConversationOption, EmptyState, ErrorState, FieldValue, Icon, PersonOption, RouterLink, Skeleton, TabList],
  templateUrl: './conversation-list.html',
  styleUrl: './conversation-list.css',
})
export class ConversationList {
  protected readonly around = around;
  protected readonly t = t;
  protected readonly numberText = numberText;
  readonly openId = input<string>();

  private readonly router = inject(Router);
  private readonly directs = inject(DirectConversations);
  private readonly document = inject(DOCUMENT);
  private readonly session = inject(Session);
  private readonly keys = inject(ScopedKeys);
  private readonly store = inject(ConversationStore);
  protected readonly lists = inject(ConversationLists);
  protected readonly actions = inject(ConversationActions);
  protected readonly compose = inject(ComposeLauncher);
  protected readonly steps = inject(FirstSteps);
  protected readonly link = inject(Link);
  private readonly freshness = inject(Freshness);
  private readonly listbox = viewChild<ElementRef<HTMLElement>>('listbox');

  protected readonly messages = MESSAGES;
  protected readonly tabs = TABS;
  protected readonly filter = signal<ConversationFilter>('active');
  protected readonly term = signal('');
  protected readonly state = computed(() => this.lists.state(this.filter()));
  /** That the rows may be old; said once below the reconnect bar. */
  protected readonly offlineWords = computed(() => {
    const at = this.freshness.staleSince();
    return this.link.isDown() && at !== undefined ? t('offline.lastUpdated', { when: briefly(at) }) : '';
  });
  /** How many are in the lists that say so. */
  protected readonly counts = computed(() => ({
    unread: this.lists.list('unread').length,
    mentions: this.lists.list('mentions').length,
  }));

  /** What was just read stays among the unread until another list is shown, so that nothing jumps away. */
  private readonly keptUnread = linkedSignal({
    source: this.filter,
    computation: (): ReadonlySet<string> => new Set<string>(),
  });
  private readonly shown = computed(() => {
    const filter = this.filter();
    if (filter !== 'unread' && filter !== 'mentions') return this.lists.list(filter);
    const [kept, ids] = [this.keptUnread(), new Set(this.lists.list(filter).map(({ id }) => id))];
    return this.lists.list('active').filter(({ id }) => ids.has(id) || kept.has(id));
  });
  private readonly words = computed(() => this.term().trim());
  protected readonly isSearching = computed(() => this.words() !== '');
  protected readonly found = computed(() => {
    const words = this.words();
    if (words === '') return this.shown();
    const mine = this.session.me()?.id;
    const term = foldedName(words);
    return this.store.all().filter((one) => term !== '' && foldedName(nameOf(one, mine)).includes(term));
  });
  protected readonly pinned = computed(() => (this.isSearching() ? [] : this.found().filter(({ me }) => me.pinned)));
  protected readonly others = computed(() =>
    this.isSearching() ? this.found() : this.found().filter(({ me }) => !me.pinned),
  );
  protected readonly people = peopleMatching(computed(() => this.words()));

  /** The one that Tab leads to. */
  private readonly active = linkedSignal<string | undefined>(() => this.openId());
  protected readonly tabStop = computed(() => {
    const ids = [...this.pinned(), ...this.others()].map(({ id }) => id);
    const people = this.isSearching() ? [...this.people.value().map(({ id }) => id), MESSAGES] : [];
    const all = [...ids, ...people];
    const active = this.active();
    return active !== undefined && all.includes(active) ? active : all[0];
  });

  constructor() {
    inject(Presence).watchWhileShown(
      computed(() => {
        const mine = this.session.me()?.id;
        const partners = [...this.pinned(), ...this.others()]
          .slice(0, MOST_WATCHED)
          .map((one) => otherOf(one, mine)?.id);
        const found = this.isSearching() ? this.people.value().map(({ id }) => id) : [];
        return [...partners, ...found].filter((id) => id !== undefined && id !== mine) as string[];
      }),
    );
    effect(() => {
      const filter = this.filter();
      untracked(() => void this.lists.ensure(filter));
    });
    effect(() => {
      const id = this.openId();
      if (id !== undefined && ['unread', 'mentions'].includes(untracked(this.filter)))
        this.keptUnread.update((kept) => new Set(kept).add(id));
    });
  }

  /** Opens it; of the one that is open, goes to where one writes. */
  protected open(conversationId: string): void {
    this.active.set(conversationId);
    if (this.router.url.split('?')[0] === `/chats/${conversationId}`) {
      // On a touch screen the keyboard would cover what one came to read.
      if (!matchMedia('(pointer: coarse)').matches)
        this.document.querySelector<HTMLElement>('app-composer textarea')?.focus();
      return;
    }
    void this.router.navigate(['/chats', conversationId]);
  }

  /** The direct conversation with somebody. */
  protected async openWith({ id: userId }: DirectoryUserDto): Promise<void> {
    const conversationId = await this.directs.with(userId);
    if (conversationId === undefined) return;
    this.term.set('');
    this.open(conversationId);
  }

  protected searchMessages(): void {
    void this.router.navigate(['/search'], { queryParams: { q: this.words() } });
  }

  protected openMessages(event: KeyboardEvent): void {
    this.keys.run(OPENING_KEYS, event, { open: () => this.searchMessages() });
  }

  protected findGroups(): void {
    void this.router.navigateByUrl('/groups');
  }

  protected focused(id: string): void {
    this.active.set(id);
  }

  protected move(event: KeyboardEvent): void {
    const options = this.options();
    const index = options.indexOf(event.target as HTMLElement);
    const move = (to: number) => () => options[to]?.focus();
    this.keys.run(CHAT_LIST_KEYS, event, {
      up: move(index - 1),
      down: move(index + 1),
      first: move(0),
      last: move(options.length - 1),
    });
  }

  protected leaveSearch(event: KeyboardEvent): void {
    this.keys.run(CHAT_SEARCH_KEYS, event, {
      messages: () => this.isSearching() && this.searchMessages(),
      intoList: () => this.options()[0]?.focus(),
      clear: () => this.term.set(''),
    });
  }

  protected loadMoreNearEnd({ target }: Event): void {
    const { scrollTop, scrollHeight, clientHeight } = target as HTMLElement;
    if (!this.isSearching() && scrollHeight - scrollTop < clientHeight * 2) void this.lists.loadMore(this.filter());
  }

  private options(): HTMLElement[] {
    return [...(this.listbox()?.nativeElement.querySelectorAll<HTMLElement>('[role=option]') ?? [])];
  }
}
