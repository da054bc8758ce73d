import { computed, inject, Injectable } from '@angular/core';
import { hasVisibleText } from '../../../../src/core/http/text.js';
import type { ComposeDto } from '../api/models/compose-dto';
import type { DraftRecipientDto } from '../api/models/draft-recipient-dto';
import type { SendMessageDto } from '../api/models/send-message-dto';
import { derivedId } from '../core/derived-id';
import { randomId } from '../core/random-id';
import { type Address, attachmentIdsOf, type DraftText, isEmpty } from '../state/drafts/draft-text';
import { Drafts } from '../state/drafts/drafts';

const NOBODY: Address = { to: [], isSeparate: false };

/** The new message that a dialog is about: a draft like any other, on all devices until it is sent or discarded. */
@Injectable()
export class ComposeDraft {
  private readonly drafts = inject(Drafts);
  private draftId = randomId();
  /** Goes up where the id of the same content is spent. */
  private turn = 0;

  readonly text = computed(() => this.drafts.of(this.id));
  private readonly address = computed(() => this.text().address ?? NOBODY);

  readonly to = computed(() => this.address().to);
  readonly isSeparate = computed(() => this.address().isSeparate);
  readonly subject = computed(() => this.text().subject);
  readonly body = computed(() => this.text().body);
  readonly isEmpty = computed(() => isEmpty(this.text()));
  /** The group that it goes to; undefined when it goes to people. */
  readonly group = computed(() => this.to().find(({ kind }) => kind === 'group'));
  readonly savedAt = computed(() => this.drafts.savedAt(this.id));

  get id(): string {
    return this.draftId;
  }

  /** Goes on with one that was begun. Before anything is read. */
  resume(id: string): void {
    this.draftId = id;
  }

  /** The same content is another message from now on. */
  renew(): void {
    this.turn += 1;
  }

  /** It is a draft from now on, whatever is put into it. */
  begin(): void {
    this.keep({});
  }

  addressTo(to: readonly DraftRecipientDto[]): void {
    this.keep({ address: { ...this.address(), to } });
  }

  sendSeparately(isSeparate: boolean): void {
    this.keep({ address: { ...this.address(), isSeparate } });
  }

  write(text: Partial<Pick<DraftText, 'body' | 'subject'>>): void {
    this.keep(text);
  }

  /**
   * The request to people. The same content of the same draft has the same client id, after a reload and on another device
   * too: whatever became of an earlier try, it is sent once.
   */
  toPeople(): ComposeDto {
    const isSeparate = this.to().length > 1 && this.isSeparate();
    return this.once({ ...this.words(), to: this.to().map(({ id }) => id), ...(isSeparate && { separate: true }) });
  }

  /** The request to the group. */
  toGroup(): SendMessageDto {
    return this.once(this.words());
  }

  /** This text of it is sent; what was written since stays. */
  sent(text: DraftText): void {
    this.drafts.sent(this.id, text);
  }

  /** It is not wanted any more. */
  drop(): void {
    this.drafts.drop(this.id);
  }

  private words() {
    const attachmentIds = attachmentIdsOf(this.text());
    const body = hasVisibleText(this.body()) ? this.body() : '';
    return { body, subject: this.subject().trim() || null, ...(attachmentIds.length > 0 && { attachmentIds }) };
  }

  private once<T extends object>(content: T): T & { clientId: string } {
    const said = [this.group()?.id, content, ...(this.turn > 0 ? [this.turn] : [])];
    return { ...content, clientId: derivedId(this.id, JSON.stringify(said)) };
  }

  private keep(change: Partial<DraftText>): void {
    this.drafts.keep(this.id, { ...this.text(), address: this.address(), ...change });
  }
}
