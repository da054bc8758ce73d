import { computed, inject, Injectable, signal } from '@angular/core';
import { asFlag, preference } from '../core/preferences/preference';
import { MailBox } from '../state/mail/mail-box';
import type { Mail } from '../state/mail/mail-list';

/** A row of a list of mail: a message, and which others stand together with it. */
export interface MailRow {
  readonly mail: Mail;
  /** The newest of several about one subject has all of them, itself too, the newest first. */
  readonly group?: { readonly key: string; readonly mails: readonly Mail[]; readonly isOpen: boolean };
  /** It stands below the newest one of its group. */
  readonly isWithin: boolean;
}

/** Whether the messages of a list about the same subject stand together, and which are unfolded. */
@Injectable()
export class MailGroups {
  private readonly mails = inject(MailBox);
  private readonly unfolded = signal<ReadonlySet<string>>(new Set());

  readonly areOn = preference('mailBySubject', false, asFlag);
  /** The rows that are shown, as far as messages are loaded. */
  readonly rows = computed(() =>
    this.areOn()
      ? groupedBySubject(this.mails.items(), this.unfolded())
      : this.mails.items().map((mail): MailRow => ({ mail, isWithin: false })),
  );

  /** Shows all of a group, or its newest message alone. */
  fold(key: string, isOpen: boolean): void {
    const next = new Set(this.unfolded());
    if (isOpen) next.add(key);
    else next.delete(key);
    this.unfolded.set(next);
  }

  /** Another list is shown. */
  foldAll(): void {
    this.unfolded.set(new Set());
  }
}

/**
 * Messages of one conversation about one subject stand where their newest one does; those without a subject are about the
 * same nothing. What is alone stands as it does without groups.
 */
export function groupedBySubject(mails: readonly Mail[], unfolded: ReadonlySet<string>): readonly MailRow[] {
  const groups = new Map<string, Mail[]>();
  for (const mail of mails) {
    const key = `${mail.conversationId}/${mail.subjectId ?? ''}`;
    const group = groups.get(key);
    if (group) group.push(mail);
    else groups.set(key, [mail]);
  }
  return [...groups].flatMap(([key, group]): MailRow[] => {
    const [first, ...others] = group;
    if (!first || others.length === 0) return group.map((mail) => ({ mail, isWithin: false }));
    const isOpen = unfolded.has(key);
    const below = isOpen ? others.map((mail) => ({ mail, isWithin: true })) : [];
    return [{ mail: first, group: { key, mails: group, isOpen }, isWithin: false }, ...below];
  });
}

/** Which row is next to this one, below or else above, when these messages are gone. */
export function rowLeftBeside(rows: readonly MailRow[], mail: Mail, gone: readonly Mail[]): MailRow | undefined {
  const stays = (row: MailRow): boolean => mailsOf(row).some((one) => !gone.includes(one));
  const at = rows.findIndex((row) => row.mail === mail);
  return rows.slice(at + 1).find(stays) ?? rows.slice(0, Math.max(at, 0)).findLast(stays);
}

/** The messages that a row stands for: of a folded group all. */
export function mailsOf({ mail, group }: Pick<MailRow, 'mail' | 'group'>): readonly Mail[] {
  return group && !group.isOpen ? group.mails : [mail];
}
