import { Clipboard } from '@angular/cdk/clipboard';
import { DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, computed, effect, inject, signal, viewChild } from '@angular/core';
import { form, FormField, validate } from '@angular/forms/signals';
import { Api } from '../api/api';
import { adminCreateInvite } from '../api/fn/administration/admin-create-invite';
import { FormSubmission } from '../core/form-submission';
import { isolated } from '../core/isolated';
import { ServerMeta } from '../core/server-meta';
import { DialogFrame } from '../ui/dialog-frame';
import { Control, Field } from '../ui/field';
import { Icon } from '../ui/icon';
import { addressesIn } from './address-list';
import { CopyField } from '../ui/copy-field';
import { t } from '../core/words/words';

const MOST_AT_ONCE = 100;

interface InviteLink {
  readonly email: string | null;
  readonly url: string;
}

/** Creates links with which people create their own account: one for each address, or one for anybody. */
@Component({
  selector: 'app-invite-people',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Control, CopyField, DialogFrame, Field, FormField, Icon],
  templateUrl: './invite-people.html',
  styles: `
    form,
    section {
      display: grid;
      gap: var(--space-12);
    }
    textarea {
      padding-block: var(--space-8);
      resize: vertical;
    }
    .option {
      display: flex;
      gap: var(--space-8);
    }
    .bad {
      color: var(--mat-sys-error);
    }
  `,
})
export class InvitePeople {
  protected readonly t = t;
  private readonly api = inject(Api);
  private readonly clipboard = inject(Clipboard);
  private readonly server = inject(ServerMeta);
  protected readonly ref = inject<DialogRef<void>>(DialogRef);

  protected readonly form = form(signal({ emails: '' }), (path) => {
    validate(path.emails, ({ value }) => {
      const { addresses, rest } = addressesIn(value());
      const [first] = rest;
      if (first !== undefined) return { kind: 'email', message: t('invite.notAnAddress', { text: isolated(first) }) };
      if (addresses.length <= MOST_AT_ONCE) return undefined;
      return { kind: 'tooMany', message: t('invite.tooMany', { count: MOST_AT_ONCE }) };
    });
  });
  protected readonly submission = new FormSubmission({ emails: this.form.emails });
  protected readonly count = computed(() => addressesIn(this.form.emails().value()).addresses.length);
  /** The server mails them, once there are addresses. */
  protected readonly mayMail = computed(() => this.server.meta()?.features.mail === true && this.count() > 0);
  protected readonly isMailed = signal(true);
  /** How many of the links that were created are mailed, too. */
  protected readonly mailed = signal(0);
  protected readonly links = signal<readonly InviteLink[]>([]);
  protected readonly copied = signal('');

  private readonly firstLink = viewChild(CopyField);

  constructor() {
    // Not to the button that closes the dialog: the links are shown once.
    effect(() => this.firstLink()?.focus());
  }

  protected async create(): Promise<void> {
    const { addresses } = addressesIn(this.form.emails().value());
    await this.submission.run(async () => {
      const mail = this.mayMail() && this.isMailed();
      const emails = addresses.length > 0 && { emails: [...addresses], mail };
      const created = await this.api.invoke(adminCreateInvite, { body: { ...emails } });
      const invites = 'items' in created ? created.items : [created];
      this.mailed.set(mail ? invites.length : 0);
      this.links.set(invites.map(({ email, url }) => ({ email, url: new URL(url, location.origin).href })));
    });
  }

  protected copyAll(): void {
    const lines = this.links().map(({ email, url }) => `${email ?? ''} ${url}`.trim());
    this.copied.set(this.clipboard.copy(lines.join('\n')) ? t('invite.copiedAll') : '');
  }
}
