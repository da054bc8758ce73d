import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  type ElementRef,
  inject,
  signal,
  viewChild,
} from '@angular/core';
import { Router } from '@angular/router';
import { Api } from '../api/api';
import { composeMessage } from '../api/fn/mail/compose-message';
import { getUser } from '../api/fn/people/get-user';
import type { DirectoryUserDto } from '../api/models/directory-user-dto';
import type { FieldErrorDto } from '../api/models/field-error-dto';
import { problemOf } from '../core/problem';
import { Avatar } from '../ui/avatar';
import { DialogFrame } from '../ui/dialog-frame';
import { Icon } from '../ui/icon';
import { Markdown } from '../ui/markdown/markdown';
import { Toasts } from '../ui/toast.service';
import type { ComposeOptions } from './compose-launcher';
import { ComposeDraft } from './compose-draft';
import { Highlight } from './highlight';
import { type MarkdownTool, MARKDOWN_TOOLS } from './markdown-tools';
import { peopleMatching } from './people-matching';

const MAX_RECIPIENTS = 50;

/** Writing to one or several people, as mail is written. Leaving keeps the draft; what was typed is never lost. */
@Component({
  selector: 'app-compose-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Avatar, DialogFrame, Highlight, Icon, Markdown],
  templateUrl: './compose-dialog.html',
  styleUrl: './compose-dialog.css',
})
export class ComposeDialog {
  private readonly api = inject(Api);
  private readonly ref = inject<DialogRef<void>>(DialogRef);
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);
  protected readonly draft = inject(ComposeDraft);

  private readonly search = viewChild.required<ElementRef<HTMLInputElement>>('search');
  private readonly text = viewChild<ElementRef<HTMLTextAreaElement>>('text');

  protected readonly tools = MARKDOWN_TOOLS;
  protected readonly term = signal('');
  protected readonly found = peopleMatching(this.term);
  /** People who are not chosen yet. */
  protected readonly options = computed(() => {
    const chosen = new Set(this.draft.to().map((person) => person.id));
    return this.found.value().filter((person) => !chosen.has(person.id));
  });
  protected readonly isOpen = computed(() => this.term().trim() !== '' && this.found.status() !== 'idle');
  protected readonly active = signal(0);
  protected readonly isBusy = signal(false);
  protected readonly isPreview = signal(false);
  protected readonly errors = signal<readonly FieldErrorDto[]>([]);
  protected readonly failure = signal<string | undefined>(undefined);

  constructor() {
    const { to = [] } = inject<ComposeOptions | null>(DIALOG_DATA) ?? {};
    for (const id of to) void this.address(id);
    this.ref.closed.subscribe(() => this.keep());
  }

  protected errorAt(...pointers: string[]): string | undefined {
    return this.errors().find(({ pointer }) => pointers.includes(pointer))?.detail;
  }

  protected searchFor(term: string): void {
    this.term.set(term);
    this.active.set(0);
  }

  protected steer(event: KeyboardEvent): void {
    const count = this.options().length;
    if (event.key === 'ArrowDown' && count > 0) this.active.update((at) => (at + 1) % count);
    else if (event.key === 'ArrowUp' && count > 0) this.active.update((at) => (at + count - 1) % count);
    else if (event.key === 'Enter' && this.options()[this.active()]) this.choose(this.options()[this.active()]);
    else if (event.key === 'Escape' && this.isOpen()) this.searchFor('');
    else if (event.key === 'Backspace' && this.term() === '')
      return this.draft.to.update((people) => people.slice(0, -1));
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  protected choose(person: DirectoryUserDto | undefined): void {
    if (!person || this.draft.to().length >= MAX_RECIPIENTS) return;
    this.draft.to.update((people) => [...people, person]);
    this.errors.set([]);
    this.clearSearch();
  }

  protected remove(person: DirectoryUserDto): void {
    this.draft.to.update((people) => people.filter(({ id }) => id !== person.id));
    this.errors.set([]);
    this.search().nativeElement.focus();
  }

  protected apply(tool: MarkdownTool): void {
    const area = this.text()?.nativeElement;
    if (!area) return;
    const { value, from, to } = tool.apply(area.value, area.selectionStart, area.selectionEnd);
    this.draft.body.set(value);
    area.value = value;
    area.focus();
    area.setSelectionRange(from, to);
  }

  protected sendByKey(event: Event): void {
    event.preventDefault();
    void this.send();
  }

  protected async send(): Promise<void> {
    if (this.isBusy()) return;
    this.failure.set(undefined);
    this.errors.set(this.missing());
    if (this.errors().length > 0) return this.focusFirstWrong();
    this.isBusy.set(true);
    try {
      const { items } = await this.api.invoke(composeMessage, { body: this.draft.request() });
      this.draft.clear();
      this.ref.close();
      const [first] = items;
      if (items.length === 1 && first) await this.router.navigate(['/chats', first.conversationId]);
      else this.toasts.show({ text: `Sent to ${items.length} people` });
    } catch (error) {
      const problem = problemOf(error);
      this.errors.set(problem.errors);
      if (problem.errors.length === 0) this.failure.set(problem.detail);
      this.focusFirstWrong();
    } finally {
      this.isBusy.set(false);
    }
  }

  private missing(): FieldErrorDto[] {
    const errors: FieldErrorDto[] = [];
    const add = (pointer: string, detail: string) => errors.push({ pointer, code: 'required', detail });
    if (this.draft.to().length === 0) add('/to', 'Choose at least one person.');
    if (this.draft.body().trim() === '') add('/body', 'Write a message first.');
    return errors;
  }

  private focusFirstWrong(): void {
    const [first] = this.errors();
    if (first?.pointer === '/body') {
      this.isPreview.set(false);
      setTimeout(() => this.text()?.nativeElement.focus());
    } else if (first?.pointer.startsWith('/to')) this.search().nativeElement.focus();
  }

  private clearSearch(): void {
    this.search().nativeElement.value = '';
    this.searchFor('');
    this.search().nativeElement.focus();
  }

  private keep(): void {
    if (!this.draft.isEmpty()) this.toasts.show({ text: 'Draft kept until you sign out or reload' });
  }

  private async address(id: string): Promise<void> {
    try {
      const person = await this.api.invoke(getUser, { id });
      if (!this.draft.to().some((chosen) => chosen.id === id)) this.choose(person);
    } catch (error) {
      this.failure.set(problemOf(error).detail);
    }
  }
}
