import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, computed, ElementRef, inject, linkedSignal, signal } from '@angular/core';
import { Router } from '@angular/router';
import { Highlight } from '../../compose/highlight';
import { peopleMatching } from '../../state/people/people-matching';
import { Session } from '../../core/session';
import { around, t } from '../../core/words/words';
import { ConversationLists } from '../../state/conversations/conversation-lists';
import { DirectConversations } from '../../state/conversations/direct-conversations';
import { MessengerSync } from '../../state/sync/messenger-sync';
import { Avatar } from '../../ui/avatar';
import { DialogFrame } from '../../ui/dialog-frame';
import { FieldValue } from '../../ui/field-value';
import { Icon } from '../../ui/icon';
import type { CommandsAtHand } from '../command';
import { KeyCaps } from '../key-caps';
import { type Entry, messagesFor, sectionsFor } from './palette-entries';

/** One field for chats, people and actions. What is known here is found at once; people of the directory follow. */
@Component({
  selector: 'app-palette',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Avatar, DialogFrame, FieldValue, Highlight, Icon, KeyCaps],
  templateUrl: './palette.html',
  styleUrl: './palette.css',
})
export class Palette {
  protected readonly around = around;
  protected readonly t = t;
  private readonly ref = inject<DialogRef<void>>(DialogRef);
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  private readonly given = inject<CommandsAtHand>(DIALOG_DATA);
  private readonly lists = inject(ConversationLists);
  private readonly directs = inject(DirectConversations);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  protected readonly term = signal('');
  protected readonly people = peopleMatching(this.term);
  private readonly named = computed(() =>
    sectionsFor(this.term(), {
      chats: [...this.lists.list('active'), ...this.lists.list('archived')],
      people: this.people.value(),
      commands: this.given.commands(),
      myId: this.session.me()?.id,
      nameOfCommand: ({ label }) => t(label),
    }),
  );
  protected readonly sections = computed(() => [...this.named(), ...messagesFor(this.term())]);
  private readonly entries = computed(() => this.sections().flatMap(({ entries }) => entries));
  /** Stays on what it was on as long as that is there. */
  protected readonly active = linkedSignal<readonly Entry[], Entry | undefined>({
    source: this.entries,
    computation: (entries, before) => {
      const same =
        before?.value && entries.find(({ kind, id }) => kind === before.value?.kind && id === before.value.id);
      return this.hasMoved() && same ? same : entries[0];
    },
  });
  private readonly hasMoved = linkedSignal({ source: this.term, computation: () => false });
  protected readonly hasNothing = computed(
    () => this.term().trim() !== '' && this.named().length === 0 && this.people.status() === 'ready',
  );

  constructor() {
    inject(MessengerSync);
    for (const filter of ['active', 'archived'] as const) void this.lists.ensure(filter);
  }

  /** Goes on with what was typed before this was there. */
  protected begin(): void {
    const typed = this.given.takeTyped();
    if (typed) this.term.set(typed);
  }

  protected idOf({ kind, id }: Entry): string {
    return `palette-${kind}-${id}`;
  }

  protected steer(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const entries = this.entries();
    const active = this.active();
    const at = active ? entries.indexOf(active) : -1;
    if (event.key === 'Enter' && active) void this.choose(active);
    else if (event.key === 'ArrowDown') this.moveTo(entries[(at + 1) % entries.length]);
    else if (event.key === 'ArrowUp') this.moveTo(entries.at(at - 1));
    else return;
    event.preventDefault();
  }

  /** The dialog gives the focus back first: what is chosen may take it. */
  protected async choose(entry: Entry): Promise<void> {
    this.ref.close();
    if (entry.kind === 'command') return void (await entry.command.run());
    if (entry.kind === 'messages') {
      return void (await this.router.navigate(['/search'], { queryParams: { q: entry.name } }));
    }
    const id = entry.kind === 'chat' ? entry.id : await this.directs.with(entry.id);
    if (id !== undefined) await this.router.navigate(['/chats', id]);
  }

  private moveTo(entry: Entry | undefined): void {
    if (!entry) return;
    this.hasMoved.set(true);
    this.active.set(entry);
    this.element.querySelector(`#${CSS.escape(this.idOf(entry))}`)?.scrollIntoView({ block: 'nearest' });
  }
}
