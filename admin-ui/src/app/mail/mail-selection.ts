import { computed, inject, Injectable, linkedSignal, signal } from '@angular/core';
import { MailBox } from '../state/mail/mail-box';
import { keyOf, type Mail } from '../state/mail/mail-list';

/** Which messages of the list are selected. What leaves the list is selected no longer. */
@Injectable()
export class MailSelection {
  private readonly mails = inject(MailBox);
  private readonly keys = signal<ReadonlySet<string>>(new Set());
  /** Where a range begins: what was selected last. */
  private readonly anchor = linkedSignal<ReadonlySet<string>, string | undefined>({
    source: this.keys,
    computation: (keys, before) => (keys.size === 0 ? undefined : before?.value),
  });

  readonly mailsSelected = computed(() => this.mails.items().filter((mail) => this.keys().has(keyOf(mail))));
  readonly count = computed(() => this.mailsSelected().length);

  has(mail: Mail): boolean {
    return this.keys().has(keyOf(mail));
  }

  /** Selects it, or no longer; with `range` all from what was selected last to it. */
  toggle(mail: Mail, range = false): void {
    const key = keyOf(mail);
    const from = this.anchor();
    if (range && from !== undefined && from !== key) return this.addRange(from, key);
    const next = new Set(this.keys());
    if (!next.delete(key)) next.add(key);
    this.keys.set(next);
    this.anchor.set(next.has(key) ? key : undefined);
  }

  /** Selects all of these, or none of them any more. */
  toggleAll(mails: readonly Mail[]): void {
    const next = new Set(this.keys());
    const areSelected = mails.every((mail) => next.has(keyOf(mail)));
    for (const mail of mails) {
      if (areSelected) next.delete(keyOf(mail));
      else next.add(keyOf(mail));
    }
    this.keys.set(next);
    this.anchor.set(areSelected || !mails[0] ? undefined : keyOf(mails[0]));
  }

  /** All that are loaded. */
  all(): void {
    this.keys.set(new Set(this.mails.items().map(keyOf)));
  }

  clear(): void {
    this.keys.set(new Set());
  }

  private addRange(from: string, to: string): void {
    const keys = this.mails.items().map(keyOf);
    const [a, b] = [keys.indexOf(from), keys.indexOf(to)];
    const range = a < 0 ? [to] : keys.slice(Math.min(a, b), Math.max(a, b) + 1);
    this.keys.set(new Set([...this.keys(), ...range]));
    this.anchor.set(to);
  }
}
