import { computed, Injectable, signal } from '@angular/core';
import type { ComposeDto } from '../api/models/compose-dto';
import type { DirectoryUserDto } from '../api/models/directory-user-dto';
import { randomId } from '../core/random-id';

/** The message that is being composed: kept while the dialog is closed, so that leaving it loses nothing. */
@Injectable({ providedIn: 'root' })
export class ComposeDraft {
  readonly to = signal<readonly DirectoryUserDto[]>([]);
  readonly subject = signal('');
  readonly body = signal('');
  /** A direct message to each instead of one group. */
  readonly isSeparate = signal(false);
  readonly isEmpty = computed(() => this.to().length === 0 && this.subject() === '' && this.body().trim() === '');
  private sending: { readonly content: string; readonly clientId: string } | undefined;

  /** The request for it. The same content again has the same client id, so that a repeated try sends nothing twice. */
  request(): ComposeDto {
    const content = {
      to: this.to().map((person) => person.id),
      body: this.body(),
      subject: this.subject().trim() || null,
      ...(this.to().length > 1 && this.isSeparate() && { separate: true }),
    };
    const text = JSON.stringify(content);
    if (this.sending?.content !== text) this.sending = { content: text, clientId: randomId() };
    return { ...content, clientId: this.sending.clientId };
  }

  clear(): void {
    this.to.set([]);
    this.subject.set('');
    this.body.set('');
    this.isSeparate.set(false);
    this.sending = undefined;
  }
}
